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
  /// - Throws: ``DatabaseError`` if the database cannot be reached or its version is not supported.
  package convenience init(
    postgres address: PostgresAddress, readers: Int = 4, writers: Int = 8, migrations: [Migration],
    identifiers: Identifiers, brand: Brand, isForCopy: Bool = false
  ) throws {
    let engine = try PostgresEngine(
      address, readers: readers, writers: writers, migrations: migrations, isForCopy: isForCopy)
    self.init(engine, identifiers: identifiers, brand: brand)
  }
}
