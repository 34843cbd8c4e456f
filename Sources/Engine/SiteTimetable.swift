import API
import Core
import Logging
import Store
import Wire

/// Who is due at one site, and when. What cannot be read is told by the log and asked again.
struct SiteTimetable: Sendable {
  /// After which the database is asked again that could not be read.
  static let pause = Duration.seconds(1)
  /// The longest time without a look.
  private static let longest = Duration.seconds(60)
  private static let chunk = 512

  let system: AcsSystemRecord
  let database: Database
  let clocks: WorkspaceClocks
  let logger: Logger

  private var now: Instant { clocks.now(in: system.workspaceID) }

  /// How long until somebody is due.
  func idleTime() async -> Duration {
    if clocks.stands(in: system.workspaceID) { return Self.longest }
    let (workspace, id) = (system.workspaceID, system.id)
    return await time(atLeast: .milliseconds(5)) { try $0.nextDue(of: id, in: workspace) }
  }

  /// How long until a revocation that could not be made is tried again.
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
      tell("The due ACS users could not be read; retrying in a second", error)
      return Self.pause
    }
  }

  /// Those of whom something is to be revoked now.
  func usersToRevoke() async -> [ID<AcsUser>] {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    do {
      return try await database.read { try $0.urgentUsers(of: id, in: workspace, now: now) }
    } catch {
      // They stay due, so the next look finds them.
      tell("The due revocations could not be read; retrying in a second", error)
      return []
    }
  }

  /// Those for whom something is due now, as many as are worked on in one go.
  func dueUsers() async throws -> [ID<AcsUser>] {
    let (workspace, id, now) = (system.workspaceID, system.id, now)
    return try await database.read { try $0.dueUsers(of: id, in: workspace, now: now, limit: Self.chunk) }
  }

  /// Takes a user whose work failed on our own side off the list for a while, so that it does not hold up the others.
  func putOff(_ user: ID<AcsUser>) async {
    let (workspace, id) = (system.workspaceID, system.id)
    let later = now + Backoff.ceiling
    do {
      try await database.write(in: workspace, at: later - Backoff.ceiling, by: .rule(.reconciling)) {
        try $0.setDue(user, at: id, later)
      }
    } catch {
      tell("An ACS user could not be rescheduled; retrying in a second", error)
    }
  }

  private func tell(_ failure: Logger.Message, _ error: any Error) {
    logger.error(failure, metadata: ["acs_system_id": "\(system.id)", "error": "\(error)"])
  }
}
