import API
import Core
import Logging
import Store
import Synchronization
import Wire

/// Makes one site's users at the provider what they are wanted to be. One pass runs at a time.
///
/// A pass takes whoever is due, plans, writes down the call, makes it and writes down its outcome, again and again,
/// until nobody is due. What it needs to know stands in the store, so that it may end and begin anywhere.
actor SiteReconciler: SiteWork {
  /// How many users are worked on side by side.
  static let width = 32
  private static let chunk = 512
  /// How often locks and IQs are looked at.
  private static let observationInterval = Duration.seconds(60)

  let system: AcsSystemRecord
  let site: ExternalID<ProviderSite>
  private let provider: any Provider
  private let work: AcsUserWork
  private let database: Database
  private let clocks: WorkspaceClocks
  private let logger: Logger
  private let signal = Signal()
  private let isStopping = Atomic(false)
  private var pass: Task<Void, Never>?
  private var fault: AccountFault.Kind?

  init(
    system: AcsSystemRecord, site: ExternalID<ProviderSite>, provider: any Provider, database: Database,
    clocks: WorkspaceClocks, work: AcsUserWork, logger: Logger
  ) {
    self.system = system
    self.site = site
    self.provider = provider
    self.database = database
    self.clocks = clocks
    self.logger = logger
    self.work = work
    fault = system.fault?.kind
  }

  private var now: Instant { clocks.now(in: system.workspaceID) }

  /// Someone may be due now.
  nonisolated func wake() { signal.set() }

  /// Works until cancelled. Then the calls that are open are waited for, and no more are begun.
  func run() async {
    await withTaskCancellationHandler {
      while !Task.isCancelled {
        await settle()
        await signal.wait(upTo: await idleTime())
      }
    } onCancel: {
      stop()
    }
  }

  /// Begins no more calls.
  nonisolated func stop() { isStopping.store(true, ordering: .relaxed) }

  /// Looks at the site, its locks and IQs now, and writes down how they were seen.
  func observe() async {
    // The clock may be moved while the provider answers.
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    guard let locks = try? await provider.locks(of: site), let observed = try? await provider.site(site) else { return }
    try? await database.write { connection in
      try connection.saveSightings(of: locks, at: id, in: workspace, now)
      try connection.save(observed, of: id, in: workspace, at: now)
    }
  }

  /// Looks at them now and then until cancelled. A clock that is played has them looked at when it has arrived.
  func observeFromTimeToTime() async {
    while !Task.isCancelled {
      if !clocks.stands(in: system.workspaceID) { await observe() }
      try? await Task.sleep(for: Self.observationInterval)
    }
  }

  private func idleTime() async -> Duration {
    let longest = Duration.seconds(60)
    if clocks.stands(in: system.workspaceID) { return longest }
    let (workspace, id) = (system.workspaceID, system.id)
    guard let due = try? await database.read({ try $0.nextDue(of: id, in: workspace) }) else { return longest }
    return min(max(due - now, .milliseconds(5)), longest)
  }

  /// Runs passes until nobody is due at this moment and no call is open.
  func settle() async {
    while let running = pass { await running.value }
    let task = Task {
      await workOff()
      // Ended here, not by who waits: the first of several waiters may not be the one who began it.
      pass = nil
    }
    pass = task
    await task.value
  }

  private func workOff() async {
    do {
      while !isStopping.load(ordering: .relaxed) {
        let due = try await dueUsers()
        if !due.isEmpty {
          let (workspace, now) = (system.workspaceID, now)
          try await database.write { try $0.standInLine(due, in: workspace, now: now) }
          await workOn(due)
        } else if try await !askForSeats() {
          return
        }
      }
    } catch {
      logger.error("A pass over a site ended early", metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func dueUsers() async throws -> [ID<AcsUser>] {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    return try await database.read { try $0.dueUsers(of: id, in: workspace, now: now, limit: Self.chunk) }
  }

  /// Works on users side by side, the neediest first.
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

  private nonisolated func workOn(_ user: ID<AcsUser>) async {
    do {
      let (work, clocks, workspace) = (work, clocks, system.workspaceID)
      var call = try await database.write { try work.next(user, $0, now: clocks.now(in: workspace)) }
      while let made = call {
        let outcome = await provider.perform(made, at: site)
        await note(outcome)
        let stops = isStopping.load(ordering: .relaxed)
        call = try await database.write { connection in
          try work.settle(
            user, after: made, outcome, connection, now: clocks.now(in: workspace), plansOn: !stops)
        }
      }
    } catch {
      logger.error("Work on an ACS user ended early", metadata: ["acs_user_id": "\(user)", "error": "\(error)"])
      await putOff(user)
    }
  }

  /// Takes a user whose work failed on our own side off the list for a while, so that it does not hold up the others.
  private nonisolated func putOff(_ user: ID<AcsUser>) async {
    let (workspace, id) = (system.workspaceID, system.id)
    let later = clocks.now(in: workspace) + Backoff.ceiling
    try? await database.write { try $0.setDue(user, at: id, in: workspace, later) }
  }

  /// Keeps what is wrong with the way to the provider, and that nothing is any more.
  private func note(_ outcome: Outcome) async {
    let seen: AccountFault.Kind? =
      switch outcome {
      case .done, .refused, .later(.notSettled, _), .later(.throttled, _): nil
      case .later(.unauthorized, _): .disconnected
      case .later(.unavailable, _), .unknown: .unavailable
      }
    guard seen != fault else { return }
    fault = seen
    let (workspace, account, now) = (system.workspaceID, system.connectedAccountID, now)
    try? await database.write { try $0.saveFault(seen, of: account, in: workspace, at: now) }
  }

  /// Reads the site again for those who wait for a seat: someone may have given one back, or bought more.
  ///
  /// - Returns: whether someone became due.
  private func askForSeats() async throws -> Bool {
    let (workspace, id) = (system.workspaceID, system.id)
    let now = now
    guard try await database.read({ try $0.someoneWaitsForSeat(of: id, in: workspace, now: now) }) else { return false }
    guard let observed = try? await provider.site(site) else { return false }
    return try await database.write { connection in
      try connection.save(observed, of: id, in: workspace, at: now)
      let offered = try connection.offerFreeSeats(of: id, in: workspace, at: now)
      try connection.declareSeatsExceeded(of: id, in: workspace, at: now)
      return offered > 0
    }
  }
}
