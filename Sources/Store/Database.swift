package import API
package import Core
package import Wire

/// The database of a server.
///
/// Writes are committed in groups and synced to disk before they return. Reads run at the same time.
package final class Database: Sendable {
  let engine: any StorageEngine
  private let identifiers: Identifiers
  /// The brand of the locks.
  package let brand: Brand
  /// Rings when something has changed that others wait for.
  package let bell: Bell
  private let users: AcsUserCache
  /// The node that this process is.
  package let node: OwnNode
  /// What writes read of the clocks of sandboxes.
  package let clocks: StoredClocks
  /// What each write requires to be true still. Nil for nothing.
  private let claim: Claim?

  /// Stores everything in the database of an engine.
  ///
  /// - Parameter brand: the brand of the locks, whose names are used in messages.
  package init(_ engine: any StorageEngine, identifiers: Identifiers, brand: Brand) {
    self.engine = engine
    self.identifiers = identifiers
    self.brand = brand
    bell = Bell()
    users = AcsUserCache()
    node = OwnNode()
    clocks = StoredClocks()
    claim = nil
  }

  private init(_ whole: Database, claimedBy claim: Claim) {
    engine = whole.engine
    identifiers = whole.identifiers
    brand = whole.brand
    bell = whole.bell
    users = whole.users
    node = whole.node
    clocks = whole.clocks
    self.claim = claim
  }

  /// The same database for the tasks of a node that has a claim: each write checks that no other node has taken it over,
  /// and throws ``ClaimLost`` if one has.
  ///
  /// - Parameter claim: nil in a single process, whose claims are never taken over.
  package func claimed(by claim: Claim?) -> Database { claim.map { Database(self, claimedBy: $0) } ?? self }

  /// Reads a consistent state of the database, in any number of statements.
  package func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    let (brand, users) = (brand, users)
    return try await engine.read { try body(Connection($0, brand, users: users)) }
  }

  /// Writes in a workspace: everything that the closure writes, or nothing if it throws. Once this returns, it is on
  /// disk.
  ///
  /// - Parameters:
  ///   - now: the workspace's time, which is read when the transaction begins.
  ///   - author: the caller who requested the change, or the rule that makes it.
  ///   - call: the call that the change is a part of. The audit records it if anything changes. Nil for none.
  @discardableResult
  package func write<T: Sendable>(
    in workspace: ID<Workspace>, at now: @autoclosure @escaping @Sendable () -> Instant, by author: Author,
    asking call: AuditedCall? = nil, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let (brand, identifiers, bell, claim, dialect) = (brand, identifiers, bell, claim, engine.dialect)
    let (node, clocks) = (node, clocks)
    return try await engine.write(in: workspace == Transaction.noWorkspace ? nil : workspace) { session in
      if let claim { try session.check(claim, dialect) }
      if let clock = session.clock { clocks.note(clock, of: workspace) }
      let transaction = Transaction(
        session, brand, workspaceID: workspace, now: now(), identifiers: identifiers, author: author, asking: call,
        bell: bell, node: node)
      let value = try body(transaction)
      try transaction.recordAudit()
      return value
    }
  }

  /// Writes data outside of workspaces, such as operators and their tokens.
  ///
  /// - Parameter now: the system's time.
  @discardableResult
  package func writeOutsideWorkspaces<T: Sendable>(
    at now: Instant, by author: Author, asking call: AuditedCall? = nil,
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    try await write(in: Transaction.noWorkspace, at: now, by: author, asking: call, body)
  }

  /// Connects the bell with those of the other servers that share the database. Does nothing if no other server can.
  package func connectBell() throws {
    let engine = engine
    try bell.connect { try engine.openLine(greeting: Topic.everything.text, hear: $0) }
  }

  /// Sends the last topics of this server to the others.
  package func disconnectBell() async { await bell.disconnect() }

  /// Whether other servers may use the database as well.
  package var isShared: Bool { engine.dialect.clock != nil }

  /// Whether the last write succeeded.
  package var tookLastWrite: Bool { engine.tookLastWrite }

  /// Whether writes succeed. After a failed write, or after two dozen calls without a write in between, this tries one.
  package func takesWrites() async -> Bool { await engine.takesWrites() }

  /// Copies a consistent state of the database to a new file. Other reads and writes continue meanwhile.
  package func copy(to path: String) async throws { try await engine.copy(to: path) }

  /// The damage of the stored data. Nil if there is none.
  package func integrityFault() async throws -> String? { try await engine.integrityFault() }

  /// Finishes the queued work and closes the database.
  package func close() { engine.close() }
}
