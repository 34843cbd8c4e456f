import API
import Core
import Logging
import ServiceLifecycle
import Store
import Wire

/// What a virtual cloud does by itself, so that its moments are played with the workspace's.
package struct VirtualAgenda: Sendable {
  /// The next moment at which something takes effect there.
  package var nextDue: @Sendable () async -> Instant?
  /// Brings the cloud's clock to a moment; nothing to do for one that follows.
  package var play: @Sendable (Instant) async -> Void
  package init(
    nextDue: @escaping @Sendable () async -> Instant?, play: @escaping @Sendable (Instant) async -> Void
  ) {
    self.nextDue = nextDue
    self.play = play
  }
}

/// Moves the clocks of sandbox workspaces. A move forward is played: what falls due on the way happens in its order,
/// at its moment, and the target comes last.
package actor ClockPlayer: Service {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let reconciler: Reconciler
  private let intake: EntryIntake
  private var agendas: [ID<Workspace>: VirtualAgenda] = [:]
  private var playing: [ID<Workspace>: Task<Void, Never>] = [:]
  private let deadlines: Deadlines
  private let logger: Logger
  /// How long one play may take. What has not happened by then happens when the clock runs on.
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
    // A play waits for the sites' passes, so those are told first.
    reconciler.stop()
    let deadline = Deadline(in: deadlines.stop)
    for task in playing.values {
      task.cancel()
      _ = await task.value(until: deadline)
    }
  }

  /// Moves a sandbox's clock and waits until that is played, at most `timeout` of the system's time.
  package func move(_ workspace: ID<Workspace>, to target: @escaping @Sendable (Instant) -> Instant, timeout: Duration)
    async throws -> ClockState
  {
    await queue(workspace, upTo: timeout) { try await self.play(workspace, to: target(self.clocks.now(in: workspace))) }
    return try await state(of: workspace)
  }

  /// Has something done to a sandbox while no clock of it moves, and waits until it is done, at most `timeout` of the
  /// system's time.
  package func pause(_ workspace: ID<Workspace>, timeout: Duration, _ body: @escaping @Sendable () async -> Void) async
  {
    await queue(workspace, upTo: timeout, body)
  }

  /// The wait ends with the time, and what is done goes on by itself.
  private func queue(
    _ workspace: ID<Workspace>, upTo timeout: Duration, _ body: @escaping @Sendable () async throws -> Void
  ) async {
    let previous = playing[workspace]
    let done = Signal()
    playing[workspace] = Task {
      // Each has an end, see ``playMax``.
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

  /// The workspace's present, and what the provider has not confirmed of it.
  package func state(of workspace: ID<Workspace>) async throws -> ClockState {
    let now = clocks.now(in: workspace)
    let pending = try await database.read { try $0.unsettledUsers(in: workspace, now: now) }
      .compactMap { $0.pending(at: now) }
    return ClockState(now: now, isSettled: pending.isEmpty, pending: pending)
  }

  /// Plays, and lets the clock run on from where the play ended, also where it ended early.
  private func play(_ workspace: ID<Workspace>, to target: Instant) async throws {
    var failure: (any Error)?
    do { try await playOut(workspace, to: target) } catch { failure = error }
    let offset = clocks.run(from: clocks.now(in: workspace), in: workspace)
    reconciler.wakeAll(in: workspace)
    let clocks = clocks
    try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.clock)) {
      try $0.saveClockOffset(offset)
    }
    if let failure { throw failure }
  }

  private func playOut(_ workspace: ID<Workspace>, to target: Instant) async throws {
    let start = clocks.now(in: workspace)
    clocks.stand(at: start, in: workspace)
    if target < start {
      try await stand(at: target, in: workspace)
      try await database.write(in: workspace, at: target, by: .rule(.clock)) { try $0.makeAllDue() }
    } else {
      try await playForward(workspace, to: target)
    }
    try Task.checkCancellation()
    try await stand(at: target, in: workspace)
    await reconciler.settle(workspace)
    await reconciler.observe(workspace)
    await intake.poll(workspace)
  }

  /// Brings workspace and cloud to a moment. It is on disk before anything happens there: a crash must not find the
  /// clock before what was done.
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

extension AcsUserRow {
  /// What of the user is not confirmed; nil if it waits for nothing but a seat.
  fileprivate func pending(at now: Instant) -> ClockState.Pending? {
    let isWaitingForSeat = user.progress.seat == .waiting || user.progress.seat == .exceeded
    let code = user.pendingMutations(openMemberships, now: now).first?.code
    let lacksSubscription = user.observed.map { $0.isSubscribed != user.wantsSubscription(at: now) } ?? false
    guard code != nil || user.progress.openCall != nil || lacksSubscription && !isWaitingForSeat else { return nil }
    let reason =
      if user.progress.openCall != nil {
        "the outcome of a call is unknown"
      } else if let notBefore = user.progress.notBefore, notBefore > now {
        "the last call failed; next retry at \(notBefore)"
      } else {
        "in progress"
      }
    return ClockState.Pending(acsUserID: user.id, mutationCode: code ?? "updating_subscription", reason: reason)
  }
}
