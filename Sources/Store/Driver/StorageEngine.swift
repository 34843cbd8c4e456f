package import API
package import Wire

/// A database that runs the statements of the store. Only its engine knows what is true of its kind alone.
package protocol StorageEngine: AnyObject, Sendable {
  /// Reads a consistent state of the database, in any number of statements.
  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

  /// Writes all or nothing. Once this returns, the change is on disk.
  ///
  /// While the closure runs, nothing else writes in the workspace.
  ///
  /// - Parameter workspace: nil for data outside of workspaces.
  func write<T: Sendable>(
    in workspace: ID<Workspace>?, _ body: @escaping @Sendable (Session) throws -> T
  ) async throws -> T

  /// Writes all or nothing rows that no other lock protects than their own, such as those of nodes. An engine with several
  /// writers lets such a write wait for no other one.
  func writeWithoutTurn<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T

  /// The words in which it differs from other engines.
  var dialect: Dialect { get }

  /// Whether the last write succeeded.
  var tookLastWrite: Bool { get }

  /// Whether writes succeed. After a failed write, or after two dozen calls without a write in between, this tries one.
  func takesWrites() async -> Bool

  /// Whether this program may still use the data. A newer one may have migrated it while this one ran.
  func supportsData() async throws -> Bool

  /// Copies a consistent state of the database to a new file. Other reads and writes continue meanwhile.
  func copy(to path: String) async throws

  /// The damage of the stored data. Nil if there is none.
  func integrityFault() async throws -> String?

  /// Opens a line to the other servers that share the database. Nil if no other server can.
  ///
  /// - Parameters:
  ///   - greeting: is sent each time that the connection opens, since earlier texts may be lost.
  ///   - hear: is called on another thread.
  func openLine(
    greeting: String, hear: @escaping @Sendable (LineNews) -> Void
  ) throws -> (any TextLine)?

  /// Finishes the queued work and closes the database.
  func close()
}

extension StorageEngine {
  package func supportsData() async throws -> Bool { true }

  package func writeWithoutTurn<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await write(in: nil, body)
  }

  package func openLine(
    greeting: String, hear: @escaping @Sendable (LineNews) -> Void
  ) throws -> (any TextLine)? { nil }
}
