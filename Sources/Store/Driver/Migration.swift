import Glibc

/// One step of the schema.
package struct Migration: Sendable {
  package let version: Int
  package let statements: [String]

  package init(version: Int, statements: [String]) {
    self.version = version
    self.statements = statements
  }
}

extension Session {
  /// Migrates the database to the newest version, one transaction per step.
  func migrate(_ migrations: [Migration]) throws {
    let found = try version()
    for migration in migrations where migration.version > found {
      try transaction {
        for statement in migration.statements { try execute(statement) }
        try execute("PRAGMA user_version = \(migration.version)")
      }
    }
  }

  /// The version of the database. 0 if it is empty.
  private func version() throws -> Int {
    try first("PRAGMA user_version", []) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }

  /// Throws if the file has an unsupported version, and leaves it unchanged.
  static func refuseUnknownVersion(ofFileAt path: String, _ migrations: [Migration]) throws {
    guard access(path, F_OK) == 0, let oldest = migrations.first?.version, let newest = migrations.last?.version else {
      return
    }
    let found = try Session(SQLiteSession(reading: path)).version()
    if found > newest { throw DatabaseError.newerVersion(found: found, supported: newest) }
    if found > 0, found < oldest { throw DatabaseError.olderVersion(found: found, supported: oldest) }
  }
}
