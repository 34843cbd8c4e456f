package import API
import Core
import Foundation
package import Store
package import Wire

/// The workspace of most tests.
package let house: ID<Workspace> = "house"

/// An unused path in the temporary folder.
package func freshPath() -> String {
  FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString).sqlite").path
}

/// A new database with Latchkey's schema, of PostgreSQL if the tests use it.
package func freshDatabase() throws -> Database { try TestDatabase.open() }

/// A new database with Latchkey's schema, in its own file.
package func freshFile() throws -> Database {
  try Database(path: freshPath(), migrations: migrations, identifiers: .seeded(1), brand: .acme)
}

extension Database {
  /// Writes with the command line as the actor.
  @discardableResult
  package func write<T: Sendable>(
    in workspace: ID<Workspace> = house, at now: Instant = .start,
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await write(in: workspace, at: now, by: .commandLine, body)
  }
}
