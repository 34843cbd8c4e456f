import API
import Core
import Logging
import Store
import Wire

/// What is due at one site, and when. Failed reads are logged and retried.
struct SiteTimetable: Sendable {
  /// The pause after a failure of the database.
  static let pause = Duration.seconds(1)
  /// Maximum time between two checks.
  private static let longest = Duration.seconds(60)
  private static let chunk = 512

  let system: AcsSystemRecord
  let database: Database
  let clocks: WorkspaceClocks
  let logger: Logger

  private var now: Instant { clocks.now(in: system.workspaceID) }

  /// The time until something is due.
  func idleTime() async -> Duration {
    if clocks.stands(in: system.workspaceID) { return Self.longest }
    let (workspace, id) = (system.workspaceID, system.id)
    return await time(atLeast: .milliseconds(5)) { try $0.nextDue(of: id, in: workspace) }
  }

  /// The time until the next retry of a failed revocation.
  func timeUntilRevocation() async -> Duration {
    if clocks.stands(in: system.workspaceID) { return .seconds(1) }
    let (workspace, id) = (system.workspaceID, system.id)
    return await time(atLeast: .milliseconds(20)) { try $0.nextUrgentDue(of: id, in: workspace) }
  }

  private func time(
    atLeast least: Duration, until moment: @escaping @Sendable (Connection) throws -> Instant?
  ) async -> Duration {
    do {
      guard let due = try await database.read(moment) else { return Self.longest }
      return min(max(due - now, least), Self.longest)
    } catch {
      tell("The due work could not be read; retrying in a second", error)
      return Self.pause
    }
  }

  /// What has revocations that are due now.
  func subjectsToRevoke() async -> [Subject] {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    do {
      return try await database.read { try $0.urgentSubjects(of: id, in: workspace, now: now) }
    } catch {
      // They stay due, so the next check finds them.
      tell("The due revocations could not be read; retrying in a second", error)
      return []
    }
  }

  /// What is due now, up to the size of a batch.
  func dueSubjects() async throws -> [Subject] {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    return try await database.read { try $0.dueSubjects(of: id, in: workspace, now: now, limit: Self.chunk) }
  }

  /// Postpones a subject after an internal failure, so that it does not block the others. Nothing is wrong with the subject
  /// if the database failed, for example while it moved to another machine: a revocation must not wait then. While the
  /// clock is played, such a subject stays due, since nothing that is due later may happen first.
  ///
  /// - Returns: the outage of the database for which the subject stays due. Nil if it was postponed.
  func putOff(_ subject: Subject, after error: any Error) async -> DatabaseError? {
    let (workspace, id) = (system.workspaceID, system.id)
    let isOutage = (error as? DatabaseError)?.isOutage ?? false
    if let outage = outageInPlay(error) { return outage }
    let (now, later) = (now, now + (isOutage ? Self.pause : Backoff.ceiling))
    do {
      try await database.write(in: workspace, at: now, by: .rule(.reconciling)) {
        try $0.setDue(subject, at: id, later)
      }
      return nil
    } catch {
      tell("Failed work could not be rescheduled; retrying in a second", error)
      return outageInPlay(error)
    }
  }

  /// The error, if it is an outage of the database while the clock is played.
  private func outageInPlay(_ error: any Error) -> DatabaseError? {
    guard clocks.stands(in: system.workspaceID), let error = error as? DatabaseError, error.isOutage else { return nil }
    return error
  }

  private func tell(_ failure: Logger.Message, _ error: any Error) {
    logger.error(failure, metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
  }
}
