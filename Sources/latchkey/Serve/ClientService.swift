import SaltoKS
import ServiceLifecycle

/// Shuts the HTTP clients of all accounts down with the server.
struct ClientService: Service {
  let clients: SaltoKSClients

  func run() async throws {
    try? await gracefulShutdown()
    try await clients.shutdown()
  }
}
