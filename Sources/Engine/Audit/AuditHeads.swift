import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
import Wire

/// Reports the last hash of each audit: a service that writes it to the log once an hour and at the stop, and sends it
/// to a receiver if there is one. Entries that are removed at the end show by a hash that is kept elsewhere.
///
/// Of several nodes, one reports: the one that deletes expired data.
package final class AuditHeads: Service {
  private static let interval = Duration.seconds(3600)
  /// The time until the next attempt where another node reports, or the database was away.
  private static let retryPause = Duration.seconds(60)

  private let database: Database
  private let clock: SystemClock
  private let receiver: AuditHeadReceiver?
  private let transport: any WebhookTransport
  private let claims: Claims
  private let logger: Logger
  private let logged = Mutex<[ID<Workspace>: AuditPosition]>([:])

  /// - Parameters:
  ///   - clock: the system's clock.
  ///   - receiver: receives the heads. Nil for none.
  ///   - transport: sends them.
  ///   - claims: what this node works for.
  package init(
    database: Database, clock: SystemClock, receiver: AuditHeadReceiver?, transport: any WebhookTransport,
    claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.receiver = receiver
    self.transport = transport
    self.claims = claims
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let isComplete = await self.report()
        try? await Task.sleep(for: isComplete ? Self.interval : Self.retryPause)
      }
    }
    await report()
  }

  /// Reports the heads that changed since the last report.
  ///
  /// - Returns: false if another node does so, or if the database failed. A receiver that accepts nothing does not count.
  @discardableResult
  func report() async -> Bool {
    guard let hold = claims.hold(on: .retention) else { return false }
    do {
      let sent = try await sentHeads()
      for (workspace, head) in try await database.auditHeads() {
        if hold.isLost { return false }
        log(head, of: workspace)
        guard let receiver, sent[workspace] != head.hash else { continue }
        try await send(head, of: workspace, to: receiver, under: hold)
      }
    } catch is ClaimLost {
      return false
    } catch {
      logger.error("The heads of the audits could not be reported", metadata: ["error": "\(error)"])
      return false
    }
    return true
  }

  /// The hashes of the heads that the receiver has accepted, from this node or another.
  private func sentHeads() async throws -> [ID<Workspace>: String] {
    guard let url = receiver?.url else { return [:] }
    return try await database.read { try $0.sentAuditHeads(to: url) }
  }

  private func log(_ head: AuditPosition, of workspace: ID<Workspace>) {
    let isKnown = logged.withLock { $0.updateValue(head, forKey: workspace) == head }
    if isKnown { return }
    logger.notice(
      "Head of the audit",
      metadata: ["workspace_id": "\(workspace)", "sequence": "\(head.sequence)", "hash": "\(head.hash)"])
  }

  /// Sends a head. If the receiver does not accept it, the next report tries again.
  private func send(
    _ head: AuditPosition, of workspace: ID<Workspace>, to receiver: AuditHeadReceiver, under hold: Hold
  ) async throws {
    let (clock, url) = (clock, receiver.url)
    let body = JSON.object([
      "workspace_id": .string(workspace.text), "sequence": .int(head.sequence), "hash": .string(head.hash),
    ])
    // The hash makes the message's ID the same each time the head is sent.
    let answer = try await transport.post(
      "audit_head_\(head.hash)", String(decoding: body.bytes, as: UTF8.self), to: url,
      signedWith: receiver.secret, at: clock.now())
    guard case .answered(200..<300, _) = answer else {
      logger.warning("The head of the audit could not be sent", metadata: ["workspace_id": "\(workspace)"])
      return
    }
    try await database.claimed(by: hold.claim).write(in: workspace, at: clock.now(), by: .rule(.webhooks)) {
      try $0.noteSent(head, to: url)
    }
  }
}
