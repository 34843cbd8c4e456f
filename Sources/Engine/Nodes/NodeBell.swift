import ServiceLifecycle
package import Store

/// Connects the bell of this node with those of the others: a service.
///
/// It stops after everything that changes something, so that the others are notified of the last changes too.
package struct NodeBell: Service {
  private let database: Database

  package init(database: Database) { self.database = database }

  package func run() async throws {
    try database.connectBell()
    try? await gracefulShutdown()
    await database.disconnectBell()
  }
}
