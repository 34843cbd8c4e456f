package import Core
package import Store

extension Database {
  /// Connects to a PostgreSQL database and migrates it to the newest version.
  ///
  /// - Parameters:
  ///   - readers: the number of connections that only read.
  ///   - writers: the number of connections that write, each in one workspace at a time.
  ///   - brand: the brand of the locks, whose names are used in messages.
  ///   - isForCopy: whether the rows of a whole database will be written.
  ///   - report: is called with the reason why a later connection could not be opened, if it is a new one. It never has
  ///     the password.
  /// - Throws: ``DatabaseError`` if the database cannot be reached or its version is not supported.
  package convenience init(
    postgres address: PostgresAddress, readers: Int = 4, writers: Int = 8, migrations: [Migration],
    identifiers: Identifiers, brand: Brand, isForCopy: Bool = false,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    let engine = try PostgresEngine(
      address, readers: readers, writers: writers, migrations: migrations, isForCopy: isForCopy,
      report: report)
    self.init(engine, identifiers: identifiers, brand: brand)
  }
}
