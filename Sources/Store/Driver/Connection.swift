package import Core

/// Reads the database. It belongs to one thread, and closures use it only there.
///
/// Each noun adds its reads to this type and its writes to ``Transaction``.
package class Connection {
  let session: Session
  /// The brand of the locks.
  package let brand: Brand
  /// Nil in a transaction, whose changes may be rolled back.
  let users: AcsUserCache?
  /// What the queries that may run again have read.
  var kept = KeptReads()

  init(_ session: Session, _ brand: Brand, users: AcsUserCache? = nil) {
    self.session = session
    self.brand = brand
    self.users = users
  }

  /// The first row of a query, or nil.
  package final func first<T>(_ sql: String, _ values: any SQLValue..., read: (Row) throws -> T) throws -> T? {
    try session.first(sql, values, read)
  }
  package final func first<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> T? {
    try session.first(sql, values, read)
  }

  /// All rows of a query.
  package final func all<T>(_ sql: String, _ values: any SQLValue..., read: (Row) throws -> T) throws -> [T] {
    try session.all(sql, values, read)
  }
  package final func all<T>(_ sql: String, _ values: [any SQLValue], _ read: (Row) throws -> T) throws -> [T] {
    try session.all(sql, values, read)
  }
}
