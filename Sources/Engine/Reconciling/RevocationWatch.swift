import API
import Core
import Logging
import Store
import Wire

/// Logs each revocation that is overdue at a site's provider: once when it becomes overdue, and once when it is
/// confirmed. In between, the person may still open doors.
actor RevocationWatch {
  private let system: AcsSystemRecord
  private let database: Database
  private let clocks: WorkspaceClocks
  private let logger: Logger
  /// The revocations that were logged as overdue.
  private var reported: [ID<AcsUser>: Instant] = [:]
  private var running: Task<Void, Never>?
  /// How long a check waits for the previous one.
  private static let patience = Duration.seconds(30)

  init(_ system: AcsSystemRecord, database: Database, clocks: WorkspaceClocks, logger: Logger) {
    self.system = system
    self.database = database
    self.clocks = clocks
    self.logger = logger
  }

  /// Checks which revocations became overdue or were confirmed. Only one check runs at a time, so that none reports
  /// outdated states.
  func look() async {
    let patience = Deadline(in: Self.patience)
    while let running {
      guard await running.value(until: patience) != nil else { return }
    }
    let task = Task {
      await reportChanges()
      running = nil
    }
    running = task
    _ = await task.value(until: patience)
  }

  private func reportChanges() async {
    let (workspace, id) = (system.workspaceID, system.id)
    let moment = clocks.now(in: workspace) - revocationGrace
    let overdue: [ID<AcsUser>: Instant]
    do {
      overdue = try await database.read { try $0.overdueRevocations(of: id, in: workspace, before: moment) }
    } catch {
      logger.error("Overdue revocations cannot be read", metadata: ["acs_system_id": "\(id)", "error": "\(error)"])
      return
    }
    let before = reported
    reported = overdue
    for (user, since) in overdue where before[user] == nil {
      tell("A revocation is overdue at \(database.brand.name): doors may still open", of: user, since)
    }
    for (user, since) in before where overdue[user] == nil {
      tell("An overdue revocation was confirmed", of: user, since)
    }
  }

  private func tell(_ message: Logger.Message, of user: ID<AcsUser>, _ since: Instant) {
    logger.warning(
      message,
      metadata: [
        "workspace_id": "\(system.workspaceID)", "acs_system_id": "\(system.id)", "acs_user_id": "\(user)",
        "since": "\(since)",
      ])
  }
}
