import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
import Wire

/// Reports the last hash of each audit: a service that writes it to the log once an hour and at the stop, and sends it
/// to a receiver if there is one. Entries that are removed at the end show by a hash that is kept elsewhere.
package final class AuditHeads: Service {
  private static let interval = Duration.seconds(3600)

  private let database: Database
  private let clock: SystemClock
  private let receiver: AuditHeadReceiver?
  private let transport: any WebhookTransport
  private let logger: Logger
  private let reported = Mutex<[ID<Workspace>: AuditPosition]>([:])

  /// - Parameters:
  ///   - clock: the system's clock.
  ///   - receiver: receives the heads. Nil for none.
  ///   - transport: sends them.
  package init(
    database: Database, clock: SystemClock, receiver: AuditHeadReceiver?, transport: any WebhookTransport,
    logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.receiver = receiver
    self.transport = transport
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.report()
        try? await Task.sleep(for: Self.interval)
      }
    }
    await report()
  }

  /// Reports the heads that changed since the last report.
  func report() async {
    do {
      for (workspace, head) in try await database.auditHeads() {
        if reported.withLock({ $0[workspace] }) == head { continue }
        logger.notice(
          "Head of the audit",
          metadata: ["workspace_id": "\(workspace)", "sequence": "\(head.sequence)", "hash": "\(head.hash)"])
        if let receiver, try await !send(head, of: workspace, to: receiver) { continue }
        reported.withLock { $0[workspace] = head }
      }
    } catch {
      logger.error("The heads of the audits could not be reported", metadata: ["error": "\(error)"])
    }
  }

  /// - Returns: whether the receiver accepted it. If not, the next report tries again.
  private func send(
    _ head: AuditPosition, of workspace: ID<Workspace>, to receiver: AuditHeadReceiver
  ) async throws -> Bool {
    let body = JSON.object([
      "workspace_id": .string(workspace.text), "sequence": .int(head.sequence), "hash": .string(head.hash),
    ])
    // The hash makes the message's ID the same each time the head is sent.
    let answer = try await transport.post(
      "audit_head_\(head.hash)", String(decoding: body.bytes, as: UTF8.self), to: receiver.url,
      signedWith: receiver.secret, at: clock.now())
    if case .answered(200..<300, _) = answer { return true }
    logger.warning("The head of the audit could not be sent", metadata: ["workspace_id": "\(workspace)"])
    return false
  }
}
