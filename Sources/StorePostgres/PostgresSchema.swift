import Store

/// Makes and migrates the tables of a database.
struct PostgresSchema {
  /// Any number that no other program takes.
  private static let lock: Int64 = 5_020_710_311

  private let migrations: [Migration]

  init(_ migrations: [Migration]) { self.migrations = migrations }

  /// Migrates the database to the newest version, one transaction per step. Nodes that start together do it once.
  func migrate(at address: PostgresAddress) throws {
    let session = Session(try PostgresSession(address, for: .migrating))
    try checkEncoding(session)
    // It is released with the connection.
    _ = try session.first("SELECT 1 FROM (SELECT pg_advisory_lock(?)) locked", [Self.lock]) { _ in }
    try makeVersionTable(session)
    let found = try versions(session)
    try checkSupport(of: found)
    for migration in migrations where migration.version > found.version {
      try session.execute("BEGIN")
      for statement in migration.statements { try session.execute(postgresText(statement)) }
      try session.run("UPDATE schema_version SET version = ? WHERE schema_version_id = 1", [migration.version])
      if migration.endsOlderPrograms || found.version == 0 {
        try session.run(
          "UPDATE schema_version SET oldest_program = ? WHERE schema_version_id = 1", [migration.version])
      }
      try session.execute("COMMIT")
    }
  }

  /// Texts are compared by their bytes, as in SQLite. A database with the right locale may still be one of ICU, which does
  /// not use it.
  private func checkEncoding(_ session: Session) throws {
    let isNamed = """
      SELECT 1 FROM pg_database WHERE datname = current_database() AND pg_encoding_to_char(encoding) = 'UTF8'
        AND datcollate IN ('C', 'POSIX') AND datctype IN ('C', 'POSIX')
      """
    let isUsed = "SELECT 1 WHERE 'a' > 'B' AND lower('Ä') = 'Ä'"
    let isFit = try [isNamed, isUsed].allSatisfy { text in try session.first(text, [], { _ in true }) != nil }
    guard isFit else {
      throw DatabaseError.unsupported(
        "the database must have been created with TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C', and without ICU")
    }
  }

  private func makeVersionTable(_ session: Session) throws {
    try session.execute(
      """
      CREATE TABLE IF NOT EXISTS schema_version (
        schema_version_id BIGINT NOT NULL PRIMARY KEY,
        version BIGINT NOT NULL,
        oldest_program BIGINT NOT NULL
      )
      """)
    try session.execute(
      """
      INSERT INTO schema_version (schema_version_id, version, oldest_program) VALUES (1, 0, 0)
      ON CONFLICT (schema_version_id) DO NOTHING
      """)
  }

  private func versions(_ session: Session) throws -> (version: Int, oldestProgram: Int) {
    try session.first("SELECT version, oldest_program FROM schema_version WHERE schema_version_id = 1", []) { row in
      var columns = row.columns
      return (columns.integer(), columns.integer())
    } ?? (0, 0)
  }

  /// An older program may run beside a newer one, while nodes are replaced one after another.
  private func checkSupport(of found: (version: Int, oldestProgram: Int)) throws {
    guard let newest = migrations.last?.version else { return }
    if found.version > newest, found.oldestProgram <= newest { return }
    try migrations.checkSupport(ofVersion: found.version)
  }
}

/// A statement of the schema with the words of PostgreSQL.
func postgresText(_ statement: String) -> String {
  let words = ["INTEGER": "BIGINT", "BLOB": "BYTEA"]
  let parts = statement.split(separator: "'", omittingEmptySubsequences: false)
  return parts.enumerated().map { $0.isMultiple(of: 2) ? plain($1, words) : String($1) }.joined(separator: "'")
}

/// The text outside of quotes, with whole words replaced.
private func plain(_ text: Substring, _ words: [String: String]) -> String {
  var result = ""
  var word = ""
  for character in text {
    if character.isLetter || character.isNumber || character == "_" {
      word.append(character)
      continue
    }
    result += words[word] ?? word
    word = ""
    result.append(character)
  }
  result += words[word] ?? word
  return result.split(separator: " WITHOUT ROWID", omittingEmptySubsequences: false).joined()
}
