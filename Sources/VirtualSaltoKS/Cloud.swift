package import Foundation

/// A virtual Salto KS cloud: its tables, its doors, its faults and its ledger.
///
/// Tests judge the server by it. Therefore every effect is synced to the journal before the call is answered.
package actor Cloud {
  var state: CloudState
  var hub = EntryHub()
  /// Sends arrivals to the hub's listeners, while there are any.
  var telling: Task<Void, Never>?
  nonisolated let keys: SiteKeys
  private let scenario: Scenario
  private let journal: Journal
  private let clock: VirtualClock
  private let encoder = JSONEncoder()
  /// The number of calls received.
  private(set) var arrived = 0
  /// Lines that are not in the journal yet. The answers of their calls wait for them.
  private var waitingLines: [Data] = []
  private var waitingForDisk = false
  private var waiters: [CheckedContinuation<Bool, Never>] = []
  private var writing: Task<Void, Never>?
  private var compacting: Task<Void, Never>?
  /// The minimum size in bytes at which the journal is compacted.
  private let compactionLength: Int
  /// The size at which a failed compaction is tried again.
  private var nextCompaction = 0
  /// Whether the journal could not be written, for example on a full disk. Until it can, calls have no effect.
  private(set) var isJournalBroken = false
  private var faultHits: [String: Int] = [:]
  private var faultDraws: UInt64 = 0

  /// The default minimum size for compaction.
  package static let compactionLength = 16 << 20

  /// - Parameters:
  ///   - folder: The folder of the journal.
  ///   - compactionLength: The minimum size in bytes at which the journal is compacted.
  package init(
    folder: URL, seed: UInt64, scenario: Scenario, clock: VirtualClock, compactionLength: Int = Cloud.compactionLength
  ) throws {
    self.compactionLength = compactionLength
    let (journal, lines) = try Journal.open(folder.appendingPathComponent("virtual-salto-ks.journal"))
    self.journal = journal
    self.scenario = scenario
    self.clock = clock
    let (keys, randomness) = (try SiteKeys(seed: seed), Randomness(seed: seed))
    self.keys = keys
    let beginning = scenario.state(keys: keys, randomness: randomness)
    state = beginning
    for line in lines { state.replay(line, beginning: beginning) }
    _ = state.takeChanges()
    if lines.isEmpty, let start = scenario.startsAt, case .own(let system) = clock {
      state.platform.setClockOffset(start - system())
    }
  }

  /// Resets everything to the start of the scenario.
  package func startOver() async {
    state.startOver(scenario.state(keys: keys, randomness: state.platform.randomness))
    faultHits = [:]
    if let start = scenario.startsAt { _ = setClock(start) }
    _ = hub.breakAll()
    await keep()
  }

  /// The cloud's current time, in microseconds since 1970.
  package var now: Int64 {
    switch clock {
    case .own(let system): (system() + state.platform.clockOffset).clamped(to: Bounds.moments)
    case .following(let now): now().clamped(to: Bounds.moments)
    }
  }

  /// The system's current time, in microseconds since 1970. Nil if the cloud follows another clock.
  private var systemNow: Int64? { if case .own(let system) = clock { system() } else { nil } }

  /// The next moment at which something takes effect without a call.
  package func nextDue() -> Int64? {
    let now = now
    state.platform.forgetAgenda(until: now)
    return state.platform.agenda.min()
  }

  // MARK: The Connect API

  func connect(_ incoming: VirtualRequest) async -> VirtualAnswer {
    guard await canKeep() else { return .answer(status: 503, headers: [], body: Data()) }
    var request = incoming
    arrived = max(arrived, state.platform.callCount) + 1
    request.arrival = arrived
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
    if state.platform.settings.responseDelayMilliseconds > 0 {
      try? await Task.sleep(for: .milliseconds(state.platform.settings.responseDelayMilliseconds))
    }
    var reply = perform(request)
    switch fault?.kind {
    case .emptyList: reply.leaveOut { _ in true }
    case .shortList: reply.leaveOut { $0 % 2 == 1 }
    case .errorAfter:
      reply.status = fault?.status ?? 500
      reply.json = nil
      reply.stream = nil
    case .lostAnswer: return await note(request, reply, answer: .hangUp)
    default: break
    }
    return await answered(request, reply)
  }

  var unauthorized: Reply { Reply(status: 401, headers: [("www-authenticate", "Bearer")]) }

  private func perform(_ request: VirtualRequest) -> Reply {
    do {
      if request.path == "/connect/token" { return state.giveToken(request, now: now) }
      if let page = state.page(request, now: now) { return page }
      if request.path.hasPrefix("/v1/hub/") { return try entryHub(request) }
      guard let token = token(of: request) else { return unauthorized }
      let parts = request.path.split(separator: "/").map(String.init)
      guard let version = parts.first, ["v1.1", "v1.2"].contains(version) else { return Reply(status: 404) }
      return try route(request, token, version: version, segments: Array(parts.dropFirst()))
    } catch let refusal as ConnectRefusal {
      return refusal.reply
    } catch {
      return Reply(status: 500, json: ["ErrorCode": "2201", "Message": "Internal error"])
    }
  }

  func token(of request: VirtualRequest) -> Token? {
    guard let header = request.headers["authorization"], header.hasPrefix("Bearer ") else { return nil }
    return liveToken(String(header.dropFirst(7)))
  }

  func liveToken(_ text: String?) -> Token? {
    guard let token = text.flatMap({ state.platform.tokens[$0] }), now < token.expiresAt else { return nil }
    return token
  }

  private func route(_ request: VirtualRequest, _ token: Token, version: String, segments: [String]) throws -> Reply {
    // The person's own resources are under `me`. The rest of such a path alternates like any other.
    let isOwn = segments.first == "me" && segments.count > 1
    let segments = isOwn ? Array(segments.dropFirst()) : segments
    let template = segments.enumerated().map { $0 % 2 == 1 ? "*" : $1 }.joined(separator: "/")
    let isKnown = { (method: String) in
      let place = "\(method) \(template)"
      return isOwn ? deviceRoutes[place] != nil : siteRoutes[place] != nil || accountRoutes[place] != nil
    }
    guard isKnown(request.method) else {
      return Reply(status: ["GET", "POST", "PATCH", "PUT", "DELETE"].contains(where: isKnown) ? 405 : 404)
    }
    // Only version 1.1 has the event store.
    if template.hasSuffix("/entries"), version != "v1.1" { return Reply(status: 405) }
    let call = try call(request, token, ids: segments.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    let place = "\(request.method) \(template)"
    if !isOwn, let route = accountRoutes[place] { return try route(state, call) }
    guard let route = (isOwn ? deviceRoutes : siteRoutes)[place] else { return Reply(status: 404) }
    // Every member can read their own roles at a site, even when blocked.
    let index = isOwn ? keyPlace(call.personID) : try index(of: call, onlyToLook: template == "sites/*/me")
    return try state.at(index) { site, platform in try route(&site, call, &platform) }
  }

  /// A call under `me` concerns the site where the person has a key, if there is one.
  private func keyPlace(_ personID: String) -> Int {
    state.sites.firstIndex { $0.member(personID)?.roles.contains("site_mobile_user") ?? false } ?? 0
  }

  /// The index of the site of a call. Unless `onlyToLook`, the caller must administer the site.
  private func index(of call: Call, onlyToLook: Bool) throws -> Int {
    guard let index = state.index(of: call.ids[0]) else {
      guard UUID(uuidString: call.ids[0]) != nil else { throw ConnectRefusal.invalid("The site_id is not valid") }
      throw ConnectRefusal.notFound("Site")
    }
    if onlyToLook { return index }
    let site = state.sites[index]
    if site.details.isUncertified == true, call.personID == Scenario.integrationPersonID {
      throw ConnectRefusal.notAllowed("The integration is not certified for this site")
    }
    guard site.administrator(call.personID) != nil else {
      throw ConnectRefusal.notAllowed("The operation is not allowed")
    }
    return index
  }

  private func call(_ request: VirtualRequest, _ token: Token, ids: [String]) throws -> Call {
    var body: [String: Any] = [:]
    if !request.body.isEmpty {
      guard let object = try? JSONSerialization.jsonObject(with: request.body) as? [String: Any] else {
        throw ConnectRefusal.invalid("The body is not a JSON object")
      }
      body = object
    }
    return Call(
      method: request.method, ids: ids, query: queryItems(request.query), body: body, headers: request.headers,
      now: now, base: request.base, path: request.path,
      personID: token.personID ?? Scenario.integrationPersonID, settings: state.platform.settings)
  }

  // MARK: Answers and the ledger

  private func answered(_ request: VirtualRequest, _ reply: Reply) async -> VirtualAnswer {
    if let stream = reply.stream { return await note(request, reply, answer: .stream(stream)) }
    var body = Data()
    if let json = reply.json {
      body = (try? JSONSerialization.data(withJSONObject: json, options: .fragmentsAllowed)) ?? Data()
    }
    var headers = reply.headers
    if let text = reply.text {
      body = Data(text.utf8)
      headers.append(("content-type", "text/html; charset=utf-8"))
    } else if reply.json != nil {
      headers.append(("content-type", "application/json; charset=utf-8"))
    }
    return await note(request, reply, answer: .answer(status: reply.status, headers: headers, body: body))
  }

  /// Adds the call to the ledger and, if it had an effect, waits for the disk.
  private func note(_ request: VirtualRequest, _ reply: Reply?, answer: VirtualAnswer) async -> VirtualAnswer {
    let status: Int? =
      switch answer {
      case .answer(let status, _, _): status
      case .stream: 200
      case .hangUp: nil
      }
    state.platform.append(
      LedgerEntry(
        seq: state.platform.callCount + 1, arrival: request.arrival, at: now, method: request.method,
        path: request.path,
        status: status, effect: reply?.effect, userID: reply?.userID,
        callerID: token(of: request).map { $0.personID ?? Scenario.integrationPersonID }, systemAt: systemNow))
    // An effect that is not on disk may be lost in a crash, so the call gets no answer.
    return await keep() ? answer : .hangUp
  }

  /// Writes the changes to the journal, and waits for the disk if they had an effect. Calls that arrive meanwhile share
  /// the next write and sync.
  ///
  /// - Returns: Whether all effects are on disk. If not, they are written before anything else happens.
  @discardableResult
  func keep() async -> Bool {
    guard let line = state.takeChanges() else { return true }
    // All values in a line can be encoded.
    if let data = try? encoder.encode(line) { waitingLines.append(data + Data("\n".utf8)) }
    waitingForDisk = waitingForDisk || line.hasEffect
    if writing == nil { writing = Task { await write() } }
    return line.hasEffect ? await withCheckedContinuation { waiters.append($0) } : true
  }

  /// Whether the journal can be written. Retries after an error.
  func canKeep() async -> Bool {
    guard isJournalBroken else { return true }
    if writing == nil { writing = Task { await write() } }
    return await withCheckedContinuation { waiters.append($0) }
  }

  var isWriting: Bool { writing != nil }

  private func write() async {
    while !waitingLines.isEmpty || !waiters.isEmpty {
      let (lines, durably, answered) = (waitingLines, waitingForDisk, waiters)
      (waitingLines, waitingForDisk, waiters) = ([], false, [])
      do {
        compactIfLong(try await journal.append(lines.reduce(Data(), +), durably: durably))
        isJournalBroken = false
      } catch {
        (waitingLines, waitingForDisk, isJournalBroken) = (lines + waitingLines, true, true)
      }
      for waiter in answered { waiter.resume(returning: !isJournalBroken) }
      if isJournalBroken, waiters.isEmpty { break }
    }
    writing = nil
  }

  /// Replaces the journal by a snapshot once it is twice as long as the last one. Calls continue meanwhile.
  private func compactIfLong(_ journal: Journal.Extent) {
    guard compacting == nil, journal.whole >= max(compactionLength, 2 * journal.snapshot, nextCompaction) else {
      return
    }
    state.platform.forget(until: now)
    // Lines after that length may repeat parts of the snapshot, which does no harm.
    let snapshot = state.snapshot()
    compacting = Task { await compact(to: snapshot, upTo: journal.whole) }
  }

  private func compact(to snapshot: [JournalLine], upTo length: Int) async {
    do {
      try await journal.compact(to: snapshot, upTo: length)
      nextCompaction = 0
    } catch {
      // The disk may be full. The journal stays as it is, and compaction is tried again once it has grown.
      nextCompaction = length + compactionLength
    }
    compacting = nil
  }

  // MARK: Faults

  private func strike(_ request: VirtualRequest) -> Fault? {
    let line = "\(request.method) \(request.path)"
    for (index, fault) in state.platform.faults.enumerated() where fault.match.map(line.contains) ?? true {
      let template = request.path.split(separator: "/").map { $0.count == 36 ? "*" : $0 }.joined(separator: "/")
      let key = fault.perCall == true ? "\(index) \(request.method) \(template)" : "\(index)"
      if let times = fault.times, faultHits[key, default: 0] >= times { continue }
      faultDraws += 1
      let chance = Double(state.platform.randomness.number(faultDraws &+ 0xFA_0000_0000) >> 11) / Double(1 << 53)
      guard chance < fault.probability ?? 1 else { continue }
      faultHits[key, default: 0] += 1
      return fault
    }
    return nil
  }

  func setFaults(_ faults: [Fault]) {
    faultHits = [:]
    state.platform.put(faults)
  }

  func setClock(_ moment: Int64) -> Bool {
    guard case .own(let system) = clock else { return false }
    state.platform.setClockOffset(moment - system())
    return true
  }
}
