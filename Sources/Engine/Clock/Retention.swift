import API
import Core
package import Logging
import ServiceLifecycle
package import Store
import Wire

/// Deletes expired data: a service that runs once an hour.
package final class Retention: Service {
  private static let interval = Duration.seconds(3600)
  /// The time between two looks at whether this node is the one that deletes. None is when the first one starts.
  private static let claimPause = Duration.seconds(60)
  private static let chunk = 1000

  private let database: Database
  private let clocks: WorkspaceClocks
  private let life: Duration
  private let auditLife: Duration
  private let serverAuditLife: Duration
  private let claims: Claims
  private let logger: Logger

  /// - Parameters:
  ///   - life: how long events, entries, action attempts and sightings are kept, by their workspace's clock.
  ///   - auditLife: how long the audit of a workspace is kept.
  ///   - serverAuditLife: how long the audit outside of workspaces is kept.
  ///   - claims: what this node works for. One node deletes.
  package init(
    database: Database, clocks: WorkspaceClocks, life: Duration, auditLife: Duration, serverAuditLife: Duration,
    claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.claims = claims
    self.database = database
    self.clocks = clocks
    self.life = life
    self.auditLife = auditLife
    self.serverAuditLife = serverAuditLife
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        var pause = Self.interval
        do { if try await !self.pass() { pause = Self.claimPause } } catch {
          self.logger.error("Expired data could not be deleted", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: pause)
      }
    }
  }

  /// Deletes expired data in chunks, so that other writes do not wait long.
  ///
  /// - Returns: false if another node does so.
  @discardableResult
  func pass() async throws -> Bool {
    guard let hold = claims.hold(on: .retention) else { return false }
    let database = database.claimed(by: hold.claim)
    for workspace in try await database.read({ try $0.workspaces() }) {
      let now = clocks.now(in: workspace.id)
      let (moment, auditMoment) = (now - life, now - auditLife)
      try await forget(in: workspace.id, database) { try $0.forgetEvents(before: moment, limit: Self.chunk) }
      try await forget(in: workspace.id, database) { try $0.forgetActionAttempts(before: moment, limit: Self.chunk) }
      try await forget(in: workspace.id, database) { try $0.forgetLooks(before: moment, limit: Self.chunk) }
      try await forget(in: workspace.id, database) { try $0.forgetSightings(before: moment, limit: Self.chunk) }
      try await forget(in: workspace.id, database) { try $0.forgetAudit(before: auditMoment, limit: Self.chunk) }
      let systemTime = clocks.system.now()
      try await database.write(in: workspace.id, at: now, by: .rule(.forgetting)) {
        try $0.forgetIdempotentAnswers(at: systemTime)
      }
    }
    let systemTime = clocks.system.now()
    let moment = systemTime - serverAuditLife
    try await forget(in: Transaction.noWorkspace, database) { try $0.forgetAudit(before: moment, limit: Self.chunk) }
    try await database.writeOutsideWorkspaces(at: systemTime, by: .rule(.forgetting)) {
      try $0.forgetConsoleForms()
      try $0.forgetEndedSignIns()
    }
    return true
  }

  /// Deletes in chunks.
  ///
  /// - Parameter chunk: deletes one chunk, and returns whether there may be more.
  private func forget(
    in workspace: ID<Workspace>, _ database: Database, _ chunk: @escaping @Sendable (Transaction) throws -> Bool
  ) async throws {
    let clocks = clocks
    while try await database.write(in: workspace, at: clocks.now(in: workspace), by: .rule(.forgetting), chunk) {}
  }
}
