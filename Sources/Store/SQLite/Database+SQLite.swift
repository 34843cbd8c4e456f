package import Core

extension Database {
  /// Opens or creates the file of an SQLite database and migrates it to the newest version.
  ///
  /// - Parameters:
  ///   - readers: the maximum number of concurrent reads.
  ///   - brand: the brand of the locks, whose names are used in messages.
  /// - Throws: ``DatabaseError`` if the file cannot be opened or its version is not supported.
  package convenience init(
    path: String, readers: Int = 2, migrations: [Migration], identifiers: Identifiers, brand: Brand
  ) throws {
    let engine = try SQLiteEngine(path: path, readers: readers, migrations: migrations)
    self.init(engine, identifiers: identifiers, brand: brand)
  }
}
