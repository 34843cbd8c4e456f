package import Wire

/// The number of rows that a copy wrote to a table.
package struct CopiedTable: Sendable, Equatable {
  package let name: String
  package let rowCount: Int
}

/// A reason why rows cannot be copied. Nothing was written.
package enum RowCopyFault: Error, Equatable, CustomStringConvertible {
  /// The target contains data.
  case targetHasRows(table: String)
  /// The target has another number of rows than the source.
  case countsDiffer(table: String, source: Int, target: Int)

  package var description: String {
    switch self {
    case .targetHasRows(let table): "the database is not empty: the table \(table) has rows"
    case .countsDiffer(let table, let source, let target):
      "\(source) rows of the table \(table) were read, but the copy has \(target)"
    }
  }
}

extension Database {
  /// Copies all rows of an SQLite database of the same version to this database, which must be empty: all or nothing.
  ///
  /// - Parameter progress: is called with a table and the number of its rows that were copied so far. If the
  ///   transaction has to be repeated, it starts again.
  /// - Returns: the tables with the numbers of their rows, which were compared.
  /// - Throws: ``RowCopyFault``, ``DatabaseError``.
  package func copyRows(
    ofFileAt path: String, at now: Instant, progress: @escaping @Sendable (CopiedTable) -> Void
  ) async throws -> [CopiedTable] {
    try await writeOutsideWorkspaces(at: now, by: .commandLine) { transaction in
      let source = Session(try SQLiteSession(path: path))
      // All tables are read from one state.
      try source.execute("BEGIN")
      let tables = try source.sqliteTables().filter { !uncopied.contains($0.name) }
      let target = transaction.session
      if let full = try tables.first(where: { try target.hasRows($0.name) }) {
        throw RowCopyFault.targetHasRows(table: full.name)
      }
      return try tables.map { table in
        try target.copyRows(of: table, from: source) { progress(CopiedTable(name: table.name, rowCount: $0)) }
      }
    }
  }
}

/// Tables whose rows mean something to one engine only.
private let uncopied: Set<String> = ["write_probes"]

/// The number of values that one statement inserts.
private let valuesMax = 2000

extension Session {
  fileprivate func hasRows(_ table: String) throws -> Bool {
    try first("SELECT 1 FROM \(table) LIMIT 1", []) { _ in true } ?? false
  }

  fileprivate func count(_ table: String) throws -> Int {
    try first("SELECT COUNT(*) FROM \(table)", []) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }

  fileprivate func copyRows(
    of table: SQLiteTable, from source: Session, progress: @escaping (Int) -> Void
  ) throws -> CopiedTable {
    let names = table.columns.map { $0.name }.joined(separator: ", ")
    let places = "(" + table.columns.map { _ in "?" }.joined(separator: ", ") + ")"
    let batchMax = max(1, valuesMax / table.columns.count)
    var batch: [any SQLValue] = []
    var (waiting, written) = (0, 0)
    func insert() throws {
      let rows = repeatElement(places, count: waiting).joined(separator: ", ")
      try run("INSERT INTO \(table.name) (\(names)) VALUES \(rows)", batch)
      written += waiting
      (batch, waiting) = ([], 0)
      progress(written)
    }
    try source.each(table.allRows, []) { row in
      var columns = row.columns
      for column in table.columns { batch.append(columns.value(column.type)) }
      waiting += 1
      if waiting == batchMax { try insert() }
    }
    if waiting > 0 { try insert() }
    let (expected, found) = (try source.count(table.name), try count(table.name))
    guard found == expected else {
      throw RowCopyFault.countsDiffer(table: table.name, source: expected, target: found)
    }
    return CopiedTable(name: table.name, rowCount: found)
  }
}

extension Columns {
  fileprivate mutating func value(_ type: SQLType) -> any SQLValue {
    switch type {
    case .integer: optionalInteger64()
    case .text: optionalText().map(\.withoutZeros)
    case .blob: optionalBytes()
    }
  }
}
