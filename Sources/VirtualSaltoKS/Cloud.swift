import Foundation

/// A virtual Salto KS cloud: its tables, its doors, its faults and its ledger.
///
/// It judges others, so every effect stands in its journal, synced, before the call that made it is answered.
package actor Cloud {
  var state: CloudState
  var ids: IDSource
  var hub = EntryHub()
  /// Tells the hub's listeners what arrives, while there are any.
  var telling: Task<Void, Never>?
  nonisolated let keys: SiteKeys
  private let scenario: Scenario
  private let journal: Journal
  private let clock: VirtualClock
  private let encoder = JSONEncoder()
  /// How many calls have come in.
  private(set) var arrived = 0
  /// Lines that are not in the journal yet, and the calls whose answers wait for them.
  private var waitingLines: [Data] = []
  private var waitingForDisk = false
  private var waiters: [CheckedContinuation<Bool, Never>] = []
  private var writing: Task<Void, Never>?
  /// Whether the journal could not be written, as on a full disk. Nothing happens then until it can.
  private(set) var isJournalBroken = false
  private var faultHits: [String: Int] = [:]
  private var faultDraws: UInt64 = 0

  /// - Parameter folder: where the journal is kept.
  package init(folder: URL, seed: UInt64, scenario: Scenario, clock: VirtualClock) throws {
    let (journal, lines) = try Journal.open(folder.appendingPathComponent("virtual-salto-ks.journal"))
    self.journal = journal
    self.scenario = scenario
    self.clock = clock
    ids = IDSource(randomness: Randomness(seed: seed))
    keys = try SiteKeys(seed: seed)
    state = scenario.state(keys: keys)
    _ = state.takeChanges()
    for line in lines {
      if line.startsAnew == true { state.startAnew(scenario.state(keys: keys)) }
      state.replay(line)
    }
    if lines.isEmpty, let start = scenario.startsAt, case .own(let system) = clock {
      state.setClockOffset(start - system())
    }
  }

  /// Puts everything back to how the scenario begins.
  package func startAnew() async {
    state.startAnew(scenario.state(keys: keys))
    faultHits = [:]
    if let start = scenario.startsAt { _ = setClock(start) }
    _ = hub.breakAll()
    await keep()
  }

  /// The cloud's present, in microseconds since 1970.
  package var now: Int64 {
    switch clock {
    case .own(let system): (system() + state.clockOffset).clamped(to: Bounds.moments)
    case .following(let now): now().clamped(to: Bounds.moments)
    }
  }

  /// The next moment at which something takes effect by itself.
  package func nextDue() -> Int64? {
    let now = now
    state.forgetAgenda(until: now)
    return state.agenda.min()
  }

  // MARK: The Connect API

  func connect(_ incoming: VirtualRequest) async -> VirtualAnswer {
    guard await canKeep() else { return .answer(status: 503, headers: [], body: Data()) }
    var request = incoming
    arrived = max(arrived, state.ledger.count) + 1
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
    if state.settings.responseDelayMilliseconds > 0 {
      try? await Task.sleep(for: .milliseconds(state.settings.responseDelayMilliseconds))
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
      if request.path == "/connect/token" { return state.giveToken(request, now: now, &ids) }
      if let page = state.page(request, now: now, &ids) { return page }
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
    guard let token = text.flatMap({ state.tokens[$0] }), now < token.expiresAt else { return nil }
    return token
  }

  private func route(_ request: VirtualRequest, _ token: Token, version: String, segments: [String]) throws -> Reply {
    // A person's own things stand under `me`; the rest of such a path alternates as all others do.
    let isOwn = segments.first == "me" && segments.count > 1
    let segments = isOwn ? Array(segments.dropFirst()) : segments
    let routes = isOwn ? deviceRoutes : connectRoutes
    let template = segments.enumerated().map { $0 % 2 == 1 ? "*" : $1 }.joined(separator: "/")
    guard let route = routes["\(request.method) \(template)"] else {
      let others = ["GET", "POST", "PATCH", "PUT", "DELETE"].contains { routes["\($0) \(template)"] != nil }
      return Reply(status: others ? 405 : 404)
    }
    // Only the older version has the event store.
    if template.hasSuffix("/entries"), version != "v1.1" { return Reply(status: 405) }
    let call = try call(request, token, ids: segments.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
    if segments.first == "sites", let site = call.ids.first {
      // What one is at a site is told to whoever is there, also to who is barred.
      try enter(site, with: call.personID, onlyToLook: template == "sites/*/me")
    } else {
      // A person's own things are about the site at which they hold a key, if there is one.
      state.enter { $0.member(call.personID)?.roles.contains("site_mobile_user") ?? false }
    }
    return try route(&state, call, &ids)
  }

  /// Takes a site to hand for somebody who administers it.
  private func enter(_ site: String, with personID: String, onlyToLook: Bool) throws {
    guard state.enter(site) else {
      guard UUID(uuidString: site) != nil else { throw ConnectRefusal.invalid("The site_id is not valid") }
      throw ConnectRefusal.notFound("Site")
    }
    if onlyToLook { return }
    if state.site.isUncertified == true, personID == Scenario.integrationPersonID {
      throw ConnectRefusal.notAllowed("The integration is not certified for this site")
    }
    guard state.administrator(personID) != nil else {
      throw ConnectRefusal.notAllowed("The operation is not allowed")
    }
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
      personID: token.personID ?? Scenario.integrationPersonID)
  }

  // MARK: Answers and the ledger

  private func answered(_ request: VirtualRequest, _ reply: Reply) async -> VirtualAnswer {
    if let stream = reply.stream { return await note(request, reply, answer: .stream(stream)) }
    var body = Data()
    if let json = reply.json {
      body = (try? JSONSerialization.data(withJSONObject: json, options: [.fragmentsAllowed, .sortedKeys])) ?? Data()
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

  /// Writes the call into the ledger and, if it had an effect, waits for the disk.
  private func note(_ request: VirtualRequest, _ reply: Reply?, answer: VirtualAnswer) async -> VirtualAnswer {
    let status: Int? =
      switch answer {
      case .answer(let status, _, _): status
      case .stream: 200
      case .hangUp: nil
      }
    state.append(
      LedgerEntry(
        seq: state.ledger.count + 1, arrival: request.arrival, at: now, method: request.method, path: request.path,
        status: status, effect: reply?.effect, userID: reply?.userID,
        callerID: token(of: request).map { $0.personID ?? Scenario.integrationPersonID }))
    // An effect that is not on disk may be gone after a crash: nobody is told of it.
    return await keep() ? answer : .hangUp
  }

  /// Writes what changed into the journal and waits for the disk where it matters. Calls that come while the disk is
  /// busy are written, and synced, together.
  ///
  /// - Returns: whether what had an effect is on disk. What is not is written before anything else happens.
  @discardableResult
  func keep() async -> Bool {
    let lines = state.takeChanges()
    // A line holds nothing but values that encode.
    for data in lines.compactMap({ try? encoder.encode($0) }) { waitingLines.append(data + Data("\n".utf8)) }
    let hasEffect = lines.contains(where: \.hasEffect)
    waitingForDisk = waitingForDisk || hasEffect
    if writing == nil { writing = Task { await write() } }
    return hasEffect ? await withCheckedContinuation { waiters.append($0) } : true
  }

  /// Whether the journal takes what happens. One that could not be written is tried again.
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
        try await journal.append(lines.reduce(Data(), +), durably: durably)
        isJournalBroken = false
      } catch {
        (waitingLines, waitingForDisk, isJournalBroken) = (lines + waitingLines, true, true)
      }
      for waiter in answered { waiter.resume(returning: !isJournalBroken) }
      if isJournalBroken, waiters.isEmpty { break }
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

  func connect(_ iqID: String, as connection: IQ.Connection) -> IQ? {
    state.enter { $0.iqs[iqID] != nil }
    return state.connect(iqID, as: connection, now: now, &ids)
  }

  func put(_ lock: Lock) { state.put(lock) }
  func put(_ iq: IQ) { state.put(iq) }

  /// - Parameter leavesEntry: false where only the site's truth is asked for, and nobody stands at the door.
  func tryLock(
    _ lockID: String, userID: String, keyID: String? = nil
  ) -> CloudState.Decision? {
    guard let lock = lock(at: lockID) else { return nil }
    return state.tryLock(lock, userID: userID, keyID: keyID, now: now, &ids)
  }

  func tryLock(_ lockID: String, pin: String) -> CloudState.Decision? {
    lock(at: lockID).map { state.tryLock($0, pin: pin, now: now, &ids) }
  }

  func tryLock(_ lockID: String, tag: String) -> CloudState.Decision? {
    lock(at: lockID).map { state.tryLock($0, tag: tag, now: now, &ids) }
  }

  /// What the lock would do, without anyone at the door.
  func decide(_ lockID: String, userID: String, byPhone: Bool) -> CloudState.Decision? {
    lock(at: lockID).map { state.decide($0, userID: userID, byPhone: byPhone, now: now) }
  }

  func enterRefusal(at lockID: String, person: String) {
    guard let lock = lock(at: lockID) else { return }
    state.enter(lock, .expired, person: person, by: .mobileKey, now: now, &ids)
  }
}
