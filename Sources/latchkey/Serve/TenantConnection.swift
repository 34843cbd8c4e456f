import API
import Core
import Logging
import ServiceLifecycle
import Store
import Wire

/// Joins the accounts that are connected at Salto's own hosts to the running services, each as soon as it answers.
struct TenantConnection: Service {
  /// How long an account that does not answer is left alone.
  private static let pause = Duration.seconds(30)

  let accounts: ProviderAccounts
  let database: Database
  /// The workspace of a scenario, whose accounts are joined elsewhere.
  let scenario: ID<Workspace>?
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var waiting = (try? await database.read { try $0.allConnectedAccounts() }) ?? []
      waiting.removeAll { $0.workspaceID == scenario }
      while !waiting.isEmpty, !Task.isCancelled {
        var left: [ConnectedAccountRecord] = []
        let known = try? await database.read { Set(try $0.allConnectedAccounts().map(\.id)) }
        for account in waiting where known?.contains(account.id) ?? true {
          do { try await accounts.join(account) } catch {
            logger.warning(
              "An account cannot be reached yet",
              metadata: ["connected_account_id": "\(account.id)", "error": "\(error)"])
            left.append(account)
          }
        }
        waiting = left
        if !waiting.isEmpty { try? await Task.sleep(for: Self.pause) }
      }
    }
    try? await gracefulShutdown()
  }
}
