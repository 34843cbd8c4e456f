import Glibc

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
    guard access(path, F_OK) == 0, !migrations.isEmpty else { return }
    try migrations.checkSupport(ofVersion: Session(SQLiteSession(reading: path)).version())
  }
}
