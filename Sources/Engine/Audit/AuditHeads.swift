import API
import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
import Wire

/// Reports the last hash of each audit: a service that writes it to the log once an hour and at the stop, and sends it
/// to an address if one is set. Entries that are removed at the end show by a hash that is kept elsewhere.
package final class AuditHeads: Service {
  private static let interval = Duration.seconds(3600)

  private let database: Database
  private let address: String?
  private let transport: any WebhookTransport
  private let logger: Logger
  private let reported = Mutex<[ID<Workspace>: AuditPosition]>([:])

  /// - Parameters:
  ///   - address: the URL that receives the heads. Nil for none.
  ///   - transport: sends them.
  package init(database: Database, address: String?, transport: any WebhookTransport, logger: Logger) {
    self.database = database
    self.address = address
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
        if let address, await !send(head, of: workspace, to: address) { continue }
        reported.withLock { $0[workspace] = head }
      }
    } catch {
      logger.error("The heads of the audits could not be read", metadata: ["error": "\(error)"])
    }
  }

  /// - Returns: whether the receiver accepted it. If not, the next report tries again.
  private func send(_ head: AuditPosition, of workspace: ID<Workspace>, to address: String) async -> Bool {
    let body = JSON.object([
      "workspace_id": .string(workspace.text), "sequence": .int(head.sequence), "hash": .string(head.hash),
    ])
    let answer = await transport.post(
      address, headers: [("content-type", "application/json")], body: String(decoding: body.bytes, as: UTF8.self))
    if case .answered(200..<300, _) = answer { return true }
    logger.warning("The head of the audit could not be sent", metadata: ["workspace_id": "\(workspace)"])
    return false
  }
}
