import API
import Core
import Logging
import Store
import Synchronization
import Tracing
import Wire

/// Brings one site's users at the provider to their wanted state. Only one pass runs at a time.
///
/// A pass takes the due users, plans a call, stores it, makes it and stores its outcome, again and again,
/// until no user is due. All its state is in the store, so that it can stop and resume anywhere.
actor SiteReconciler: SiteWork {
  /// Maximum number of users that are processed concurrently.
  static let width = 32

  let system: AcsSystemRecord
  let site: ExternalID<ProviderSite>
  let provider: any Provider
  private let work: AcsUserWork
  private let database: Database
  private let clocks: WorkspaceClocks
  private let logger: Logger
  private let lane: AccountLane
  private let deadlines: Deadlines
  private let intervals: Intervals
  private let health: SiteHealth
  private let revocations: RevocationWatch
  private let timetable: SiteTimetable
  /// Syncs the rest of the site.
  nonisolated let sync: SiteSync
  private let signal = Signal()
  private let urgentSignal = Signal()
  private let isStopping = Atomic(false)
  /// The requested revocations that have not begun.
  private let announced = Atomic(0)
  private var pass: Task<Void, Never>?
  /// The users that are being processed, each by one task.
  private var inWork: Set<ID<AcsUser>> = []
  /// Those that became urgent in the meantime.
  private var missed: Set<ID<AcsUser>> = []
  private var idleWaiters: [Signal] = []

  init(
    system: AcsSystemRecord, site: ExternalID<ProviderSite>, provider: any Provider, database: Database,
    clocks: WorkspaceClocks, work: AcsUserWork, lane: AccountLane, health: SiteHealth, sync: SiteSync,
    deadlines: Deadlines, intervals: Intervals, logger: Logger
  ) {
    self.deadlines = deadlines
    self.intervals = intervals
    self.system = system
    self.site = site
    self.provider = provider
    self.database = database
    self.clocks = clocks
    self.logger = logger
    self.work = work
    self.lane = lane
    self.health = health
    self.sync = sync
    timetable = SiteTimetable(system: system, database: database, clocks: clocks, logger: logger)
    revocations = RevocationWatch(system, database: database, clocks: clocks, logger: logger)
  }

  private var now: Instant { clocks.now(in: system.workspaceID) }

  /// Someone may be due now.
  ///
  /// - Parameter isUrgent: whether there is a revocation.
  nonisolated func wake(isUrgent: Bool = false) {
    if isUrgent {
      // From now on nothing else starts, although planning the revocation takes a moment.
      lane.enter()
      announced.wrappingAdd(1, ordering: .relaxed)
      urgentSignal.set()
    }
    signal.set()
  }

  /// Works until canceled. Then waits for open calls, and begins no more.
  func run() async {
    await withTaskCancellationHandler {
      while !Task.isCancelled {
        await settle()
        await signal.wait(upTo: await timetable.idleTime())
      }
    } onCancel: {
      stop()
    }
  }

  /// Revokes until canceled, concurrently with other work.
  func revokeAsItComes() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        await urgentSignal.wait(upTo: await timetable.timeUntilRevocation())
        let count = announced.exchange(0, ordering: .relaxed)
        for user in await usersToRevoke() {
          lane.enter()
          // Not canceled with the group: an open call is waited for.
          group.addTask { await Task { await self.workOn(user, revokes: true) }.value }
        }
        for _ in 0..<count { lane.leave() }
      }
    }
  }

  /// The calls of the site that have been failing for too long.
  nonisolated var failure: CallFailure? { health.failure }

  /// Begins no more calls.
  nonisolated func stop() {
    isStopping.store(true, ordering: .relaxed)
    lane.close()
  }

  /// Reads the states of the site, its locks and its IQs now, and stores them.
  func observe() async {
    // The clock may be set during the call.
    let now = now
    let (provider, site) = (provider, site)
    health.begin(.state)
    do {
      let (locks, observed) = try await reading(until: Deadline(in: deadlines.reading)) { () throws(ProviderFault) in
        (try await provider.locks(of: site), try await provider.site(site))
      }
      await health.note(observed, by: .state)
      try await keep(SiteLook(site: observed, locks: locks, system: system, identifiers: work.identifiers), of: now)
      signal.set()
    } catch let fault as ProviderFault {
      await health.note(fault, of: .state, provider, at: site)
    } catch {
      tell("The state of a site could not be stored; retrying within a minute", error)
    }
  }

  /// Writes what a look that began at a moment showed, unless a later one was written since.
  private func keep(_ look: SiteLook, of moment: Instant) async throws {
    let (workspace, id, clocks) = (system.workspaceID, system.id, clocks)
    let isNews = try await database.read { try look.isNews($0, now: moment) }
    try await database.write(in: workspace, at: moment, by: .rule(.siteReading)) { connection in
      if let last = try connection.lookedAt(id, in: workspace), moment < last, last <= clocks.now(in: workspace) {
        return
      }
      if isNews {
        try look.write(connection, now: moment)
      } else {
        try connection.saveLook(at: id)
      }
    }
  }

  private nonisolated func tell(_ failure: Logger.Message, _ error: any Error) {
    logger.error(failure, metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
  }

  /// Reads these states periodically until canceled. When a clock is played, they are read at the end.
  func observeFromTimeToTime() async {
    while !Task.isCancelled {
      if !clocks.stands(in: system.workspaceID) { await observe() }
      // A long pass must not delay this report.
      await revocations.look()
      try? await Task.sleep(for: intervals.look)
    }
  }

  /// Runs passes until no user is due and no call is open, or until the timeout of a sync.
  func settle() async {
    let patience = Deadline(in: deadlines.reading)
    while let running = pass {
      guard await running.value(uncancelledUntil: patience) != nil else { return }
    }
    let task = Task {
      await workOff()
      await revocations.look()
      // The task ends itself: the first of several waiters may not be the one that started it.
      pass = nil
    }
    pass = task
    _ = await task.value(uncancelledUntil: patience)
  }

  /// The users with due revocations. A user that is already being processed gets its revocation planned next.
  private func usersToRevoke() async -> [ID<AcsUser>] {
    if isStopping.load(ordering: .relaxed) { return [] }
    let urgent = await timetable.usersToRevoke()
    missed.formUnion(urgent.filter(inWork.contains))
    return urgent.filter { !inWork.contains($0) }
  }

  private func begin(_ user: ID<AcsUser>) -> Bool { inWork.insert(user).inserted }

  private func end(_ user: ID<AcsUser>) {
    inWork.remove(user)
    if missed.remove(user) != nil { urgentSignal.set() }
    if inWork.isEmpty {
      idleWaiters.forEach { $0.set() }
      idleWaiters = []
    }
  }

  private func workOff() async {
    do {
      while !isStopping.load(ordering: .relaxed) {
        let due = try await timetable.dueUsers().filter { !inWork.contains($0) }
        if due.isEmpty, !inWork.isEmpty {
          let idle = Signal()
          idleWaiters.append(idle)
          await idle.wait(upTo: deadlines.change)
        } else if !due.isEmpty {
          let (workspace, now) = (system.workspaceID, now)
          try await database.write(in: workspace, at: now, by: .rule(.reconciling)) { try $0.standInLine(due) }
          await workOn(due)
        } else if try await !askForSeats() {
          return
        }
      }
    } catch {
      tell("A pass over a site failed; retrying in a second", error)
      try? await Task.sleep(for: SiteTimetable.pause)
    }
  }

  /// Processes users concurrently, the most urgent first.
  private func workOn(_ users: [ID<AcsUser>]) async {
    await withTaskGroup(of: Void.self) { group in
      var waiting = users[...]
      for user in waiting.prefix(Self.width) { group.addTask { await self.workOn(user) } }
      waiting = waiting.dropFirst(Self.width)
      while await group.next() != nil {
        guard !isStopping.load(ordering: .relaxed), let user = waiting.popFirst() else { continue }
        group.addTask { await self.workOn(user) }
      }
    }
  }

  /// - Parameter revokes: whether the lane was entered for the user, and must be left once nothing is left to revoke.
  private nonisolated func workOn(_ user: ID<AcsUser>, revokes: Bool = false) async {
    var holdsLane = revokes
    if await begin(user) {
      await withSpan("Sync an ACS user") { span in
        span.attributes["latchkey.acs_user_id"] = user.text
        await workOnAlone(user, &holdsLane)
      }
      await end(user)
    }
    if holdsLane { lane.leave() }
  }

  private nonisolated func workOnAlone(_ user: ID<AcsUser>, _ holdsLane: inout Bool) async {
    do {
      let work = work
      var next = try await write { try work.next(user, $0, now: $0.now) }
      health.note(next, for: user)
      while case .call(let made) = next {
        let isUrgent = made.isUrgent
        if isUrgent != holdsLane { isUrgent ? lane.enter() : lane.leave() }
        holdsLane = isUrgent
        guard let outcome = try await perform(made, for: user) else {
          next = try await write { try work.takeBack(user, made, $0, now: $0.now) }
          health.note(next, for: user)
          continue
        }
        await health.note(outcome, of: CallKind(made.call))
        let stops = isStopping.load(ordering: .relaxed)
        next = try await write { connection in
          try work.settle(
            user, after: made.call, planned: made.asked, outcome, connection, now: connection.now, plansOn: !stops)
        }
        health.note(next, for: user)
        if isUrgent, case .later(.throttled, _) = outcome, case .rest(let moment?, _) = next {
          lane.hold(until: moment, for: user)
        } else if isUrgent {
          lane.release(for: user)
        }
      }
      if case .rest(revokesAt: nil, _) = next { lane.release(for: user) }
    } catch {
      logger.error("Work on an ACS user failed", metadata: ["acs_user_id": "\(user)", "error": "\(error)"])
      await timetable.putOff(user)
    }
  }

  private nonisolated func write<T: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let (clocks, workspace) = (clocks, system.workspaceID)
    return try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.reconciling), body)
  }

  /// Makes a call when it is its turn. A call that must back off gets a `throttled` outcome.
  ///
  /// - Returns: nil if the call was not made, since the wanted state changed while it waited.
  private nonisolated func perform(_ made: PlannedCall, for user: ID<AcsUser>) async throws -> Outcome? {
    let patience = Deadline(in: AccountLane.patience)
    while !made.isUrgent {
      let pause = await lane.turn(now: clocks.now(in: system.workspaceID), until: patience)
      if let pause { return .later(.throttled, after: pause) }
      // The program may be stopping by now.
      if isStopping.load(ordering: .relaxed) { return .later(.unavailable, after: nil) }
      let work = work
      guard try await database.read({ try work.isAsked(user, made, $0) }) else { return nil }
      if lane.isFree || patience.isOver { break }
    }
    let (provider, site) = (provider, site)
    health.begin(CallKind(made.call), for: user)
    do {
      return try await within(Deadline(in: deadlines.change)) { await provider.perform(made.call, at: site) }
    } catch {
      return made.call.isMutating ? .unknown("no response in time") : .later(.unavailable, after: nil)
    }
  }

  /// Reads the site again for users who wait for a seat: a seat may have been released or bought.
  ///
  /// - Returns: whether a user became due.
  private func askForSeats() async throws -> Bool {
    let (workspace, id) = (system.workspaceID, system.id)
    let asked = now
    guard try await database.read({ try $0.someoneWaitsForSeat(of: id, in: workspace, now: asked) }) else {
      return false
    }
    let (provider, site) = (provider, site)
    let observed: ObservedSite
    health.begin(.state)
    do throws(ProviderFault) {
      observed = try await reading(until: Deadline(in: deadlines.change)) { () throws(ProviderFault) in
        try await provider.site(site)
      }
    } catch {
      await health.note(error, of: .state, provider, at: site)
      return false
    }
    await health.note(observed, by: .state)
    // The transaction reads the time, so that users changed during the call are included.
    return try await write { connection in
      try connection.save(observed, of: id)
      let offered = try connection.offerFreeSeats(of: id)
      try connection.declareSeatsExceeded(of: id)
      return offered > 0
    }
  }
}
