package import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
package import Wire

/// The clock of a virtual cloud, which is advanced together with the workspace's clock.
package struct VirtualAgenda: Sendable {
  /// The next moment at which something takes effect in the cloud.
  package var nextDue: @Sendable () async -> Instant?
  /// Sets the cloud's clock. Does nothing for a cloud that reads the workspace's clock.
  package var play: @Sendable (Instant) async -> Void
  package init(
    nextDue: @escaping @Sendable () async -> Instant?, play: @escaping @Sendable (Instant) async -> Void
  ) {
    self.nextDue = nextDue
    self.play = play
  }
}

/// Sets the clocks of sandbox workspaces. A move forward is played: everything that becomes due before the target
/// happens in order, each at its own moment, and then the target is reached.
package actor ClockPlayer: Service {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let reconciler: Reconciler
  private let intake: EntryIntake
  private var agendas: [ID<Workspace>: VirtualAgenda] = [:]
  private var playing: [ID<Workspace>: Task<Void, Never>] = [:]
  private let deadlines: Deadlines
  private let logger: Logger
  /// Timeout of one play. Anything unfinished happens when the clock runs again.
  private static let playMax = Duration.seconds(3600)

  package init(
    database: Database, clocks: WorkspaceClocks, reconciler: Reconciler, intake: EntryIntake,
    deadlines: Deadlines, logger: Logger
  ) {
    self.deadlines = deadlines
    self.logger = logger
    self.database = database
    self.clocks = clocks
    self.reconciler = reconciler
    self.intake = intake
  }

  /// A workspace's virtual cloud.
  package func add(_ agenda: VirtualAgenda, of workspace: ID<Workspace>) { agendas[workspace] = agenda }

  package func run() async throws {
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
  package func move(
    _ workspace: ID<Workspace>, to target: @escaping @Sendable (Instant) -> Instant, timeout: Duration,
    whenSetBack resume: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> ClockState {
    await queue(workspace, upTo: timeout) {
      try await self.play(workspace, to: target(self.clocks.now(in: workspace)), whenSetBack: resume)
    }
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
    let previous = playing[workspace]
    let done = Signal()
    playing[workspace] = Task {
      // Each ends within ``playMax``.
      await previous?.value
      defer { done.set() }
      do { try await within(Deadline(in: Self.playMax), body) } catch {
        logger.error(
          "Setting a sandbox's clock failed before the end",
          metadata: ["workspace_id": "\(workspace)", "error": "\(error)"])
      }
    }
    _ = await withGracefulShutdownHandler {
      await done.wait(upTo: timeout)
    } onGracefulShutdown: {
      done.set()
    }
  }

  /// The workspace's current time, and the changes that the provider has not confirmed.
  package func state(of workspace: ID<Workspace>) async throws -> ClockState {
    let now = clocks.now(in: workspace)
    let pending = try await database.read { try $0.pendingChanges(in: workspace, now: now) }
    return ClockState(now: now, isSettled: pending.isEmpty, pending: pending)
  }

  /// Plays a move, then starts the clock at the moment reached, even if the play ended early.
  private func play(
    _ workspace: ID<Workspace>, to target: Instant, whenSetBack resume: @Sendable () async throws -> Void
  ) async throws {
    var failure: (any Error)?
    do { try await playOut(workspace, to: target, whenSetBack: resume) } catch { failure = error }
    let offset = clocks.run(from: clocks.now(in: workspace), in: workspace)
    reconciler.wakeAll(in: workspace)
    let clocks = clocks
    try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.clock)) {
      try $0.saveClockOffset(offset)
    }
    if let failure { throw failure }
  }

  private func playOut(
    _ workspace: ID<Workspace>, to target: Instant, whenSetBack resume: @Sendable () async throws -> Void
  ) async throws {
    let start = clocks.now(in: workspace)
    clocks.stand(at: start, in: workspace)
    if target < start {
      try await stand(at: target, in: workspace)
      try await database.write(in: workspace, at: target, by: .rule(.clock)) {
        try $0.makeAllDue()
        try $0.failCardReadings()
      }
      try await resume()
    } else {
      try await playForward(workspace, to: target)
    }
    try Task.checkCancellation()
    try await stand(at: target, in: workspace)
    await reconciler.settle(workspace)
    await reconciler.observe(workspace)
    await intake.poll(workspace)
  }

  /// Sets the clocks of workspace and cloud. The moment is stored before anything happens at it, since after a crash
  /// the clock must not be earlier than the changes.
  private func stand(at moment: Instant, in workspace: ID<Workspace>) async throws {
    let offset = moment - clocks.system.now()
    try await database.write(in: workspace, at: moment, by: .rule(.clock)) { try $0.saveClockOffset(offset) }
    clocks.stand(at: moment, in: workspace)
    await agendas[workspace]?.play(moment)
  }

  private func playForward(_ workspace: ID<Workspace>, to target: Instant) async throws {
    while !Task.isCancelled {
      await reconciler.settle(workspace)
      try Task.checkCancellation()
      let now = clocks.now(in: workspace)
      let own = try await database.read { try $0.nextDue(in: workspace) }
      let cloud = await agendas[workspace]?.nextDue()
      guard let next = [own, cloud].compactMap(\.self).filter({ $0 > now }).min(), next <= target else { return }
      try await stand(at: next, in: workspace)
    }
  }
}
