/// A session of any engine, with the actions that wait for its commit.
///
/// It belongs to one thread, and closures use it only there. It is a class, not a protocol, so that reading rows is
/// compiled for the type that they are read into.
package final class Session {
  private let base: any SQLSession
  private var afterCommitActions: [@Sendable () -> Void] = []
  /// The clock of the sandbox in which this session writes. Nil for other workspaces, and if no other server can set it.
  package var clock: StoredClock?

  package init(_ base: any SQLSession) { self.base = base }

  /// Runs statements without values and results.
  package func execute(_ sql: String) throws { try base.execute(sql) }

  /// Whether a transaction is open. The database ends it itself if the disk fails.
  package var isInTransaction: Bool { base.isInTransaction }

  /// The number of rows that this session has changed so far.
  package var changeCount: Int64 { base.changeCount }

  /// Runs a statement and returns the number of changed rows.
  @discardableResult
  package func run(_ sql: String, _ values: [any SQLValue] = []) throws -> Int {
    try base.run(sql, values) { _ in true }
  }

  /// Runs a statement whose result nobody reads. Its error may be thrown by the next statement that returns one.
  package func post(_ sql: String, _ values: [any SQLValue] = []) throws { try base.post(sql, values) }

  /// The first row of a query, or nil.
  package func first<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> T? {
    var found: T?
    _ = try base.run(sql, values) { row in
      found = try read(row)
      return false
    }
    return found
  }

  /// All rows of a query.
  package func all<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> [T] {
    var rows: [T] = []
    _ = try base.run(sql, values) { row in
      rows.append(try read(row))
      return true
    }
    return rows
  }

  /// Reads the rows of a query one after another, without keeping them.
  func each(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> Void) throws {
    _ = try base.run(sql, values) { row in
      try read(row)
      return true
    }
  }

  /// Runs an action once the transaction is on disk. The action is dropped if the transaction is rolled back.
  func afterCommit(_ action: @escaping @Sendable () -> Void) { afterCommitActions.append(action) }

  package func takeAfterCommitActions() -> [@Sendable () -> Void] {
    defer { afterCommitActions = [] }
    return afterCommitActions
  }

  /// Runs the body all or nothing inside a transaction.
  package func savepoint<T>(_ body: () throws -> T) throws -> T {
    let actions = takeAfterCommitActions()
    try post("SAVEPOINT change")
    do {
      let value = try body()
      try run("RELEASE change")
      afterCommitActions = actions + afterCommitActions
      return value
    } catch {
      afterCommitActions = actions
      try? execute("ROLLBACK TO change")
      try? execute("RELEASE change")
      throw error
    }
  }
}
