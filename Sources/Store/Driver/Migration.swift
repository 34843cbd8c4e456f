/// One step in the shape of the database.
public struct Migration: Sendable {
  public let version: Int
  public let statements: [String]
  /// What is done to the rows that are there, after the statements, where SQL cannot.
  let convert: @Sendable (Connection) throws -> Void

  public init(
    version: Int, statements: [String], convert: @escaping @Sendable (Connection) throws -> Void = { _ in }
  ) {
    self.version = version
    self.statements = statements
    self.convert = convert
  }
}

extension Connection {
  /// Brings the database to the newest version, one transaction for each step.
  func migrate(_ migrations: [Migration]) throws {
    let found = try first("PRAGMA user_version") { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
    let supported = migrations.last?.version ?? 0
    guard found <= supported else { throw DatabaseError.newerVersion(found: found, supported: supported) }
    for migration in migrations where migration.version > found {
      try execute("BEGIN IMMEDIATE")
      do {
        for statement in migration.statements { try execute(statement) }
        try migration.convert(self)
        try execute("PRAGMA user_version = \(migration.version)")
        try execute("COMMIT")
      } catch {
        try? execute("ROLLBACK")
        throw error
      }
    }
  }
}
