import API
import Core
import Logging
import Store
import Synchronization
import Tracing
import Wire

/// Brings users and groups of grants to their wanted state at the provider: plans a call, stores it, makes it and stores
/// its outcome, until nothing is due for the subject.
struct SubjectRun: Sendable {
  let site: ExternalID<ProviderSite>
  let provider: any Provider
  let database: Database
  let clocks: WorkspaceClocks
  let work: AcsUserWork
  let groupWork: GrantGroupWork
  let lane: AccountLane
  let health: SiteHealth
  let timetable: SiteTimetable
  let deadlines: Deadlines
  /// The right to make calls.
  let hold: Hold
  let stop: StopFlag
  let logger: Logger

  private var workspace: ID<Workspace> { work.system.workspaceID }

  /// Processes a subject until nothing is due for it.
  ///
  /// - Parameter isUrgent: whether access is being revoked. The caller has entered the lane for that.
  /// - Returns: the outage of the database that ended the work while the clock is played. The subject is still due then.
  func sync(_ subject: Subject, isUrgent: Bool) async -> DatabaseError? {
    switch subject {
    case .user(let user):
      return await withSpan("Sync an ACS user") { span in
        span.attributes["latchkey.acs_user_id"] = user.text
        return await sync(user, by: work, isUrgent: isUrgent)
      }
    case .group(let group):
      return await withSpan("Sync an access group") { span in
        span.attributes["latchkey.grant_group_id"] = group.text
        return await sync(group, by: groupWork, isUrgent: isUrgent)
      }
    }
  }

  private func sync<Work: SubjectWork>(_ id: Work.Key, by work: Work, isUrgent: Bool) async -> DatabaseError? {
    await lane.withTurn(isUrgent: isUrgent) { turn -> DatabaseError? in
      do {
        try await makeCalls(for: id, by: work, &turn)
        return nil
      } catch {
        let subject = work.subject(id)
        logger.error("Processing failed", metadata: ["subject": "\(subject)", "error": "\(error)"])
        return await timetable.putOff(subject, after: error)
      }
    }
  }

  private func makeCalls<Work: SubjectWork>(
    for id: Work.Key, by work: Work, _ turn: inout AccountLane.Turn
  ) async throws {
    let subject = work.subject(id)
    var next = try await written(for: subject) { try work.next(id, $0) }
    while case .call(let made) = next {
      turn.isUrgent = made.isUrgent
      guard let outcome = try await perform(made, for: id, by: work, turn) else {
        next = try await written(for: subject) { try work.takeBack(id, made, $0) }
        continue
      }
      await health.note(outcome, of: made.kind)
      let plansOn = !stop.isSet
      next = try await written(for: subject) {
        try work.settle(id, after: made.call, planned: made.asked, outcome, $0, plansOn: plansOn)
      }
      if made.isUrgent, case .later(.throttled, _) = outcome, case .rest(let moment?, _) = next {
        lane.hold(until: moment, for: subject)
      } else if made.isUrgent {
        lane.release(for: subject)
      }
    }
    if case .rest(revokesAt: nil, _) = next { lane.release(for: subject) }
  }

  /// Stores a step, and notes which calls are due for the subject after it.
  private func written<Call, Asked>(
    for subject: Subject, _ step: @escaping @Sendable (Transaction) throws -> NextStep<Call, Asked>
  ) async throws -> NextStep<Call, Asked> {
    let (clocks, workspace) = (clocks, workspace)
    let next = try await database.write(
      in: workspace, at: clocks.now(in: workspace), by: .rule(.reconciling)
    ) { try step($0) }
    health.note(next.dueKinds, for: subject)
    return next
  }

  /// Makes a call when it is its turn. A call that must back off gets a `throttled` outcome.
  ///
  /// - Returns: nil if the call was not made, since the wanted state changed while it waited.
  private func perform<Work: SubjectWork>(
    _ made: PlannedStep<Work.Call, Work.Asked>, for id: Work.Key, by work: Work, _ turn: AccountLane.Turn
  ) async throws -> Outcome? {
    let patience = Deadline(in: AccountLane.patience)
    while !made.isUrgent {
      let pause = await turn.wait(now: clocks.now(in: workspace), until: patience)
      if let pause { return .later(.throttled, after: pause) }
      // The program may have been stopped while the call waited.
      if stop.isSet { return .later(.unavailable, after: nil) }
      guard try await database.read({ try work.isAsked(id, made, $0) }) else { return nil }
      if lane.isFree || patience.isOver { break }
    }
    // Another node may work for the site by now, which will find the call as an open one.
    if hold.isOver { return .later(.unavailable, after: nil) }
    let (provider, site) = (provider, site)
    health.begin(made.kind, for: work.subject(id))
    do {
      return try await hold.perform(until: Deadline(in: deadlines.change)) {
        await work.perform(made.call, at: site, of: provider)
      }
    } catch {
      return made.isMutating ? .unknown("no answer came in time") : .later(.unavailable, after: nil)
    }
  }
}

/// Whether a site was removed. Once set, it stays set.
final class StopFlag: Sendable {
  private let flag = Atomic(false)
  var isSet: Bool { flag.load(ordering: .relaxed) }
  func set() { flag.store(true, ordering: .relaxed) }
}
