import API
import Core
import Logging
import Store
import Synchronization
import Tracing
import Wire

/// Brings an ACS user to its wanted state at the provider: plans a call, stores it, makes it and stores its outcome,
/// until nothing is due for the user.
struct AcsUserRun: Sendable {
  let site: ExternalID<ProviderSite>
  let provider: any Provider
  let database: Database
  let clocks: WorkspaceClocks
  let work: AcsUserWork
  let lane: AccountLane
  let health: SiteHealth
  let timetable: SiteTimetable
  let deadlines: Deadlines
  let stop: StopFlag
  let logger: Logger

  private var workspace: ID<Workspace> { work.system.workspaceID }

  /// Processes a user until nothing is due for it.
  ///
  /// - Parameter isUrgent: whether access is being revoked. The caller has entered the lane for that.
  func sync(_ user: ID<AcsUser>, isUrgent: Bool) async {
    await withSpan("Sync an ACS user") { span in
      span.attributes["latchkey.acs_user_id"] = user.text
      await lane.withTurn(isUrgent: isUrgent) { turn in
        do {
          try await makeCalls(for: user, &turn)
        } catch {
          logger.error("Processing an ACS user failed", metadata: ["acs_user_id": "\(user)", "error": "\(error)"])
          await timetable.putOff(user)
        }
      }
    }
  }

  private func makeCalls(for user: ID<AcsUser>, _ turn: inout AccountLane.Turn) async throws {
    var next = try await written(for: user) { try work.next(user, $0) }
    while case .call(let made) = next {
      turn.isUrgent = made.isUrgent
      guard let outcome = try await perform(made, for: user, turn) else {
        next = try await written(for: user) { try work.takeBack(user, made, $0) }
        continue
      }
      await health.note(outcome, of: CallKind(made.call))
      let plansOn = !stop.isSet
      next = try await written(for: user) {
        try work.settle(user, after: made.call, planned: made.asked, outcome, $0, plansOn: plansOn)
      }
      if made.isUrgent, case .later(.throttled, _) = outcome, case .rest(let moment?, _) = next {
        lane.hold(until: moment, for: user)
      } else if made.isUrgent {
        lane.release(for: user)
      }
    }
    if case .rest(revokesAt: nil, _) = next { lane.release(for: user) }
  }

  /// Stores a step, and notes which calls are due for the user after it.
  private func written(
    for user: ID<AcsUser>, _ step: @escaping @Sendable (Transaction) throws -> AcsUserNext
  ) async throws -> AcsUserNext {
    let (clocks, workspace) = (clocks, workspace)
    let next = try await database.write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.reconciling)
    ) { try step($0) }
    health.note(next, for: user)
    return next
  }

  /// Makes a call when it is its turn. A call that must back off gets a `throttled` outcome.
  ///
  /// - Returns: nil if the call was not made, since the wanted state changed while it waited.
  private func perform(
    _ made: PlannedCall, for user: ID<AcsUser>, _ turn: AccountLane.Turn
  ) async throws -> Outcome? {
    let patience = Deadline(in: AccountLane.patience)
    while !made.isUrgent {
      let pause = await turn.wait(now: clocks.now(in: workspace), until: patience)
      if let pause { return .later(.throttled, after: pause) }
      // The program may have been stopped while the call waited.
      if stop.isSet { return .later(.unavailable, after: nil) }
      let work = work
      guard try await database.read({ try work.isAsked(user, made, $0) }) else { return nil }
      if lane.isFree || patience.isOver { break }
    }
    let (provider, site) = (provider, site)
    health.begin(CallKind(made.call), for: user)
    do {
      return try await within(Deadline(in: deadlines.change)) { await provider.perform(made.call, at: site) }
    } catch {
      return made.call.isMutating ? .unknown("no answer came in time") : .later(.unavailable, after: nil)
    }
  }
}

/// Whether a site was removed. Once set, it stays set.
final class StopFlag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}
