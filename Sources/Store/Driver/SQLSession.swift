/// One session of an engine with its database. It belongs to one thread.
///
/// Statements have `?` for their values. A session prepares each text once and keeps the prepared statement.
package protocol SQLSession: AnyObject {
  /// Runs a statement, and reads the rows that it returns.
  ///
  /// - Parameter read: is called for each row. It returns false to end the statement before its next row.
  /// - Returns: the number of changed rows, or 0 if `read` ended the statement.
  func run(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> Bool) throws -> Int

  /// Runs statements without values and results.
  func execute(_ sql: String) throws

  /// Whether a transaction is open. The database ends it itself if the disk fails.
  var isInTransaction: Bool { get }

  /// The number of rows that this session has changed so far.
  var changeCount: Int64 { get }
}
