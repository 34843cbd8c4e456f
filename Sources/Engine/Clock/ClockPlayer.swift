package import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
package import Wire

/// Sets the clocks of sandbox workspaces. A move forward is played: everything that becomes due before the target
/// happens in order, each at its own moment, and then the target is reached.
package actor ClockPlayer: Service {
  let database: Database
  private let clocks: WorkspaceClocks
  private let reconciler: Reconciler
  private let intake: EntryIntake
  let claims: Claims
  private var agendas: [ID<Workspace>: VirtualAgenda] = [:]
  private var playing: [ID<Workspace>: Task<Void, Never>] = [:]
  /// How many changes of a sandbox are played or wait for that.
  private var underWay: [ID<Workspace>: Int] = [:]
  private let deadlines: Deadlines
  private let logger: Logger
  /// Timeout of one play. Anything unfinished happens when the clock runs again.
  package static let playMax = Duration.seconds(3600)

  package init(
    database: Database, clocks: WorkspaceClocks, reconciler: Reconciler, intake: EntryIntake,
    deadlines: Deadlines, claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.claims = claims
    self.deadlines = deadlines
    self.logger = logger
    self.database = database
    self.clocks = clocks
    self.reconciler = reconciler
    self.intake = intake
  }

  /// A workspace's virtual cloud.
  package func add(_ agenda: VirtualAgenda, of workspace: ID<Workspace>) { agendas[workspace] = agenda }

  /// Sets the clock of a cloud that was running before this server, if this node works for its sandbox.
  package func align(_ workspace: ID<Workspace>) async {
    if hold(on: workspace) != nil { await agendas[workspace]?.play(clocks.now(in: workspace)) }
  }

  /// Has some node work for a new sandbox.
  package nonisolated func share(_ workspace: WorkspaceRecord) async {
    if workspace.isSandbox { await claims.add(.sandbox(workspace.id)) }
  }

  /// The right to set a sandbox's clock. Nil if another node has it.
  package nonisolated func hold(on workspace: ID<Workspace>) -> Hold? { claims.hold(on: .sandbox(workspace)) }

  package func run() async throws {
    claims.follow([.sandbox]) { _, subject in
      await self.resume(subject.workspaceID)
    } lose: { _ in
      // A play ends at its next write.
    }
    try? await gracefulShutdown()
    // A play waits for the passes over the sites, so they are woken first.
    reconciler.stop()
    let deadline = Deadline(in: deadlines.stop)
    for task in playing.values {
      task.cancel()
      _ = await task.value(until: deadline)
    }
  }

  /// Sets a sandbox's clock and waits until the move is played, for at most `timeout` by the system clock.
  ///
  /// - Parameter resume: gives back what ended between the target and now, if the clock is set back.
  /// - Throws: ``DatabaseError`` if an outage of the database broke the move off before its target.
  package func move(
    _ workspace: ID<Workspace>, to target: @escaping @Sendable (Instant) async throws -> Instant, timeout: Duration,
    whenSetBack resume: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> ClockState {
    let outage = Mutex<DatabaseError?>(nil)
    await queue(workspace, upTo: timeout) {
      do {
        guard let hold = self.hold(on: workspace) else { throw ClaimLost(.sandbox(workspace)) }
        let moment = try await target(self.clocks.now(in: workspace))
        try await self.play(workspace, to: moment, under: hold, whenSetBack: resume)
      } catch let error as DatabaseError where error.isOutage {
        outage.withLock { $0 = error }
        throw error
      }
    }
    if let error = outage.withLock({ $0 }) { throw error }
    return try await state(of: workspace)
  }

  /// Runs a change of a sandbox while its clock stands still, and waits for it, for at most `timeout` by the
  /// system clock.
  package func pause(_ workspace: ID<Workspace>, timeout: Duration, _ body: @escaping @Sendable () async -> Void) async
  {
    await queue(workspace, upTo: timeout, body)
  }

  /// The wait ends at the timeout, but the work continues.
  private func queue(
    _ workspace: ID<Workspace>, upTo timeout: Duration, _ body: @escaping @Sendable () async throws -> Void
  ) async {
    let done = enqueue(workspace, body)
    _ = await withGracefulShutdownHandler {
      await done.wait(upTo: timeout)
    } onGracefulShutdown: {
      done.set()
    }
  }

  /// - Returns: a signal that is set at the end.
  private func enqueue(_ workspace: ID<Workspace>, _ body: @escaping @Sendable () async throws -> Void) -> Signal {
    let previous = playing[workspace]
    let done = Signal()
    underWay[workspace, default: 0] += 1
    playing[workspace] = Task {
      // Each ends within ``playMax``.
      await previous?.value
      defer {
        underWay[workspace, default: 1] -= 1
        done.set()
      }
      do { try await within(Deadline(in: Self.playMax), body) } catch {
        logger.error(
          "Setting a sandbox's clock failed before the end",
          metadata: ["workspace_id": "\(workspace)", "error": "\(error)"])
      }
    }
    return done
  }

  /// Starts a clock that stands although nothing is played, since the node that set it has died.
  func resumeIfIdle(_ workspace: ID<Workspace>) {
    if hold(on: workspace) != nil, underWay[workspace, default: 0] == 0 { resume(workspace) }
  }

  /// Takes over a sandbox: its clock and its cloud's go on where the node before this one left them.
  private func resume(_ workspace: ID<Workspace>) {
    _ = enqueue(workspace) {
      guard let hold = self.hold(on: workspace) else { return }
      try await self.adopt(workspace)
      if self.clocks.stands(in: workspace) { try await self.start(workspace, under: hold) }
      await self.align(workspace)
    }
  }

  /// Takes over the stored clock.
  private func adopt(_ workspace: ID<Workspace>) async throws {
    if let stored = try await database.read({ try $0.storedClock(of: workspace) }) {
      clocks.adopt(stored, of: workspace)
    }
  }

  /// Starts the clock at the moment where it stands.
  private func start(_ workspace: ID<Workspace>, under hold: Hold) async throws {
    let offset = clocks.run(from: clocks.now(in: workspace), in: workspace)
    reconciler.wakeAll(in: workspace)
    let clocks = clocks
    try await database.claimed(by: hold.claim).write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.clock)
    ) { try $0.saveClockOffset(offset) }
  }

  /// The workspace's current time, and the changes that the provider has not confirmed.
  package func state(of workspace: ID<Workspace>) async throws -> ClockState {
    let (clocks, isAlone) = (clocks, claims.areOfSingleProcess)
    return try await database.read { connection in
      if !isAlone, let stored = try connection.storedClock(of: workspace) { clocks.follow(stored, of: workspace) }
      let now = clocks.now(in: workspace)
      let pending = try connection.pendingChanges(in: workspace, now: now)
      return ClockState(now: now, isSettled: pending.isEmpty, pending: pending)
    }
  }

  /// Plays a move, then starts the clock at the moment reached, even if the play ended early.
  private func play(
    _ workspace: ID<Workspace>, to target: Instant, under hold: Hold,
    whenSetBack resume: @Sendable () async throws -> Void
  ) async throws {
    var failure: (any Error)?
    do { try await playOut(workspace, to: target, under: hold, whenSetBack: resume) } catch { failure = error }
    do { try await start(workspace, under: hold) } catch {
      // Another node may have set the clock.
      if error is ClaimLost || hold.isLost { try await adopt(workspace) }
      throw error
    }
    if let failure { throw failure }
  }

  private func playOut(
    _ workspace: ID<Workspace>, to target: Instant, under hold: Hold,
    whenSetBack resume: @Sendable () async throws -> Void
  ) async throws {
    let start = clocks.now(in: workspace)
    clocks.stand(at: start, in: workspace)
    // The clock must stand on the other nodes as well.
    if !claims.areOfSingleProcess { try await save(start, in: workspace, under: hold) }
    if target < start {
      try await stand(at: target, in: workspace, under: hold)
      try await database.claimed(by: hold.claim).write(in: workspace, at: target, by: .rule(.clock)) {
        try $0.makeAllDue()
        try $0.failCardReadings()
      }
      try await resume()
    } else {
      try await playForward(workspace, to: target, under: hold)
    }
    try Task.checkCancellation()
    try await stand(at: target, in: workspace, under: hold)
    do { try await reconciler.settle(workspace) } catch {
      // The target is reached, and a repeated move would go beyond it. What remains due is done as time goes on.
      logger.error(
        "What is due at the set time is not done yet", metadata: ["workspace_id": "\(workspace)", "error": "\(error)"])
    }
    await reconciler.observe(workspace)
    await intake.poll(workspace)
  }

  /// Sets the clocks of workspace and cloud. The moment is stored before anything happens at it, since after a crash
  /// the clock must not be earlier than the changes.
  private func stand(at moment: Instant, in workspace: ID<Workspace>, under hold: Hold) async throws {
    try await save(moment, in: workspace, under: hold)
    clocks.stand(at: moment, in: workspace)
    if !hold.isLost { await agendas[workspace]?.play(moment) }
  }

  /// Stores where the clock stands.
  private func save(_ moment: Instant, in workspace: ID<Workspace>, under hold: Hold) async throws {
    let offset = moment - clocks.system.now()
    try await database.claimed(by: hold.claim).write(in: workspace, at: moment, by: .rule(.clock)) {
      try $0.saveClockOffset(offset, standingAt: moment)
    }
  }

  private func playForward(_ workspace: ID<Workspace>, to target: Instant, under hold: Hold) async throws {
    while !Task.isCancelled {
      try await reconciler.settle(workspace)
      try Task.checkCancellation()
      let now = clocks.now(in: workspace)
      let own = try await database.read { try $0.nextDue(in: workspace) }
      let cloud = await agendas[workspace]?.nextDue()
      guard let next = [own, cloud].compactMap(\.self).filter({ $0 > now }).min(), next <= target else { return }
      try await stand(at: next, in: workspace, under: hold)
    }
  }
}
