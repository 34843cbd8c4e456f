import Foundation

/// A request as it came in.
struct VirtualRequest: Sendable {
  var method: String
  var path: String
  var query: String
  var headers: [String: String]
  var body: Data
  var base: String
}

/// What is done with the connection.
enum VirtualAnswer: Sendable {
  case answer(status: Int, headers: [(String, String)], body: Data)
  /// The connection is closed without a word.
  case hangUp
}

/// A virtual Salto KS cloud: its tables, its doors, its faults and its ledger.
///
/// It judges others, so every effect stands in its journal, synced, before the call that made it is answered.
public actor Cloud {
  var state: CloudState
  private var ids: IDSource
  private let journal: Journal
  private let clock: VirtualClock
  private let encoder = JSONEncoder()
  /// Lines that are not in the journal yet, and the calls whose answers wait for them.
  private var waitingLines: [Data] = []
  private var waitingForDisk = false
  private var waiters: [CheckedContinuation<Void, Never>] = []
  private var writing: Task<Void, Never>?
  private var faultHits: [String: Int] = [:]
  private var faultDraws: UInt64 = 0

  /// - Parameter folder: where the journal is kept.
  public init(folder: URL, seed: UInt64, scenario: Scenario, clock: VirtualClock) throws {
    let (journal, lines) = try Journal.open(folder.appendingPathComponent("virtual-salto-ks.journal"))
    self.journal = journal
    self.clock = clock
    ids = IDSource(randomness: Randomness(seed: seed))
    state = scenario.state()
    _ = state.takeChanges()
    for line in lines { state.replay(line) }
    if lines.isEmpty, case .own(let system) = clock { state.setClockOffset(scenario.startsAt - system()) }
  }

  /// The cloud's present, in microseconds since 1970.
  public var now: Int64 {
    switch clock {
    case .own(let system): system() + state.clockOffset
    case .following(let now): now()
    }
  }

  /// The next moment at which something takes effect by itself.
  public func nextDue() -> Int64? {
    let now = now
    state.forgetAgenda(until: now)
    return state.agenda.min()
  }

  // MARK: The Connect API

  func connect(_ request: VirtualRequest) async -> VirtualAnswer {
    let fault = strike(request)
    switch fault?.kind {
    case .latency: try? await Task.sleep(for: .milliseconds(fault?.latencyMilliseconds ?? 0))
    case .unreachable: return await note(request, nil, answer: .hangUp)
    case .throttled:
      return await answered(request, Reply(status: 429, headers: [("retry-after", "1")]))
    case .errorBefore: return await answered(request, Reply(status: fault?.status ?? 503))
    case .expiredToken where !request.path.hasPrefix("/connect/"): return await answered(request, unauthorized)
    default: break
    }
    if state.settings.responseDelayMilliseconds > 0 {
      try? await Task.sleep(for: .milliseconds(state.settings.responseDelayMilliseconds))
    }
    var reply = perform(request)
    switch fault?.kind {
    case .errorAfter:
      reply.status = fault?.status ?? 500
      reply.json = nil
    case .lostAnswer: return await note(request, reply, answer: .hangUp)
    default: break
    }
    return await answered(request, reply)
  }

  private var unauthorized: Reply { Reply(status: 401, headers: [("www-authenticate", "Bearer")]) }

  private func perform(_ request: VirtualRequest) -> Reply {
    do {
      if request.path == "/connect/token" { return try giveToken(request) }
      guard isAuthorized(request) else { return unauthorized }
      let parts = request.path.split(separator: "/").map(String.init)
      guard let version = parts.first, ["v1.1", "v1.2"].contains(version) else { return Reply(status: 404) }
      return try route(request, version: version, segments: Array(parts.dropFirst()))
    } catch let refusal as ConnectRefusal {
      return refusal.reply
    } catch {
      return Reply(status: 500, json: ["ErrorCode": "2201", "Message": "Internal error"])
    }
  }

  private func isAuthorized(_ request: VirtualRequest) -> Bool {
    guard let header = request.headers["authorization"], header.hasPrefix("Bearer ") else { return false }
    guard let token = state.tokens[String(header.dropFirst(7))] else { return false }
    return now < token.expiresAt
  }

  private func route(_ request: VirtualRequest, version: String, segments: [String]) throws -> Reply {
    let template = segments.enumerated().map { $0 % 2 == 1 ? "*" : $1 }.joined(separator: "/")
    guard let route = connectRoutes["\(request.method) \(template)"] else {
      let others = ["GET", "POST", "PATCH", "PUT", "DELETE"].contains { connectRoutes["\($0) \(template)"] != nil }
      return Reply(status: others ? 405 : 404)
    }
    // Only the older version has the event store.
    if template.hasSuffix("/entries"), version != "v1.1" { return Reply(status: 405) }
    let call = try call(request, ids: segments.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    if segments.first == "sites", let site = call.ids.first, site != state.site.id {
      guard UUID(uuidString: site) != nil else { throw ConnectRefusal.invalid("The site_id is not valid") }
      throw ConnectRefusal.notFound("Site")
    }
    return try route(&state, call, &ids)
  }

  private func call(_ request: VirtualRequest, ids: [String]) throws -> Call {
    var body: [String: Any] = [:]
    if !request.body.isEmpty {
      guard let object = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any] else {
        throw ConnectRefusal.invalid("The body is not a JSON object")
      }
      body = object
    }
    return Call(
      method: request.method, ids: ids, query: queryItems(request.query), body: body, headers: request.headers,
      now: now, base: request.base, path: request.path)
  }

  private func giveToken(_ request: VirtualRequest) throws -> Reply {
    let form = queryItems(String(decoding: request.body, as: UTF8.self))
    let basic = Data("\(Scenario.clientID):\(Scenario.clientSecret)".utf8).base64EncodedString()
    func refused(_ error: String, status: Int = 400) -> Reply { Reply(status: status, json: ["error": error]) }
    guard request.method == "POST" else { return Reply(status: 405) }
    guard request.headers["authorization"] == "Basic \(basic)" else { return refused("invalid_client") }
    guard form["grant_type"] == "password" else { return refused("unsupported_grant_type") }
    guard form["username"] == Scenario.username, form["password"] == Scenario.password else {
      return refused("invalid_grant")
    }
    let scopes = Set((form["scope"] ?? "").split(separator: " "))
    guard scopes.contains("user_api.full_access"), scopes.isSubset(of: ["user_api.full_access", "openid", "profile"])
    else { return refused("invalid_scope") }
    let token = Token(text: "virtual-" + ids.uuid(&state), expiresAt: now + 3_600_000_000)
    state.put(token)
    return .object([
      "access_token": token.text, "expires_in": 3600, "token_type": "Bearer", "scope": "user_api.full_access",
    ])
  }

  // MARK: Answers and the ledger

  private func answered(_ request: VirtualRequest, _ reply: Reply) async -> VirtualAnswer {
    var body = Data()
    if let json = reply.json {
      body = (try? JSONSerialization.data(withJSONObject: json, options: [.fragmentsAllowed, .sortedKeys])) ?? Data()
    }
    let headers = reply.headers + (reply.json == nil ? [] : [("content-type", "application/json; charset=utf-8")])
    return await note(request, reply, answer: .answer(status: reply.status, headers: headers, body: body))
  }

  /// Writes the call into the ledger and, if it had an effect, waits for the disk.
  private func note(_ request: VirtualRequest, _ reply: Reply?, answer: VirtualAnswer) async -> VirtualAnswer {
    var status: Int?
    if case .answer(let answered, _, _) = answer { status = answered }
    state.append(
      LedgerEntry(
        seq: state.ledger.count + 1, at: now, method: request.method, path: request.path, status: status,
        effect: reply?.effect, userID: reply?.userID))
    await keep()
    return answer
  }

  /// Writes what changed into the journal and waits for the disk where it matters. Calls that come while the disk is
  /// busy are written, and synced, together.
  func keep() async {
    let line = state.takeChanges()
    // The line holds nothing but values that encode.
    guard let data = try? encoder.encode(line) else { return }
    waitingLines.append(data + Data("\n".utf8))
    waitingForDisk = waitingForDisk || line.hasEffect
    if writing == nil { writing = Task { await write() } }
    if line.hasEffect { await withCheckedContinuation { waiters.append($0) } }
  }

  private func write() async {
    while !waitingLines.isEmpty {
      let (lines, durably, answered) = (waitingLines, waitingForDisk, waiters)
      (waitingLines, waitingForDisk, waiters) = ([], false, [])
      do {
        try await journal.append(lines.reduce(Data(), +), durably: durably)
      } catch {
        // A cloud whose journal cannot be written must not judge any more.
        preconditionFailure("the journal of the virtual Salto KS cannot be written: \(error)")
      }
      for waiter in answered { waiter.resume() }
    }
    writing = nil
  }

  // MARK: Faults

  private func strike(_ request: VirtualRequest) -> Fault? {
    let line = "\(request.method) \(request.path)"
    for (index, fault) in state.faults.enumerated() where fault.match.map(line.contains) ?? true {
      let template = request.path.split(separator: "/").map { $0.count == 36 ? "*" : $0 }.joined(separator: "/")
      let key = fault.perCall == true ? "\(index) \(request.method) \(template)" : "\(index)"
      if let times = fault.times, faultHits[key, default: 0] >= times { continue }
      faultDraws += 1
      let chance = Double(ids.randomness.number(faultDraws &+ 0xFA_0000_0000) >> 11) / Double(1 << 53)
      guard chance < fault.probability ?? 1 else { continue }
      faultHits[key, default: 0] += 1
      return fault
    }
    return nil
  }

  func setFaults(_ faults: [Fault]) {
    faultHits = [:]
    state.put(faults)
  }

  func setClock(_ moment: Int64) -> Bool {
    guard case .own(let system) = clock else { return false }
    state.setClockOffset(moment - system())
    return true
  }

  func put(_ settings: Settings) { state.put(settings) }
  func put(_ site: Site) { state.put(site) }

  func tryLock(_ lockID: String, userID: String) -> CloudState.Decision? {
    guard let lock = state.locks[lockID] else { return nil }
    return state.tryLock(lock, userID: userID, now: now, &ids)
  }
}

extension JournalLine {
  /// Whether anything but the ledger changed.
  var hasEffect: Bool {
    site != nil || !users.isEmpty || !groups.isEmpty || !removedGroups.isEmpty || !members.isEmpty || !entries.isEmpty
      || !tokens.isEmpty || settings != nil || faults != nil || clockOffset != nil
  }
}

/// The pairs of a query string or form, percent-decoded.
func queryItems(_ text: String) -> [String: String] {
  var items: [String: String] = [:]
  for pair in text.split(separator: "&") {
    let parts = pair.split(separator: "=", maxSplits: 1).map {
      $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? String($0)
    }
    if let name = parts.first { items[name] = parts.count == 2 ? parts[1] : "" }
  }
  return items
}
