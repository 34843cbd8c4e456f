/// One session of an engine with its database. It belongs to one thread.
///
/// Statements have `?` for their values. A session prepares each text once and keeps the prepared statement.
package protocol SQLSession: AnyObject {
  /// Runs a statement, and reads the rows that it returns.
  ///
  /// - Parameter read: is called for each row. It returns false to end the statement before its next row.
  /// - Returns: the number of changed rows, or 0 if `read` ended the statement.
  func run(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> Bool) throws -> Int

  /// Runs a statement whose result nobody reads. A session may send it with its next statement, which then throws the
  /// error of both.
  func post(_ sql: String, _ values: [any SQLValue]) throws

  /// Runs statements without values and results.
  func execute(_ sql: String) throws

  /// Whether a transaction is open. The database ends it itself if the disk fails.
  var isInTransaction: Bool { get }

  /// The number of rows that this session has changed so far.
  var changeCount: Int64 { get }
}

extension SQLSession {
  package func post(_ sql: String, _ values: [any SQLValue]) throws { _ = try run(sql, values) { _ in true } }
}
