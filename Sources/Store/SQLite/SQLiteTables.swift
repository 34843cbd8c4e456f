/// A table of an SQLite database, as a copy of its rows needs it.
struct SQLiteTable {
  let name: String
  let columns: [(name: String, type: SQLType)]
  /// The tables that it refers to, without itself.
  let parents: Set<String>
  /// The columns of a row that name another row of the table, with the columns that they name there.
  let ownReference: [(from: String, to: String)]

  /// Reads all rows, each after the row of the table that it refers to.
  var allRows: String {
    let list = columns.map { "\(name).\($0.name)" }.joined(separator: ", ")
    guard !ownReference.isEmpty else { return "SELECT \(list) FROM \(name)" }
    let key = ownReference.map { $0.to }
    let isFirst = ownReference.map { "\($0.from) IS NULL" }.joined(separator: " OR ")
    let follows = ownReference.map { "r.\($0.from) = p.\($0.to)" }.joined(separator: " AND ")
    let isPlaced = key.map { "p.\($0) = \(name).\($0)" }.joined(separator: " AND ")
    return """
      WITH RECURSIVE placed (\(key.joined(separator: ", ")), depth) AS (
        SELECT \(key.joined(separator: ", ")), 0 FROM \(name) WHERE \(isFirst)
        UNION ALL SELECT \(key.map { "r.\($0)" }.joined(separator: ", ")), p.depth + 1
        FROM placed p JOIN \(name) r ON \(follows))
      SELECT \(list) FROM placed p JOIN \(name) ON \(isPlaced) ORDER BY p.depth
      """
  }
}

extension Session {
  /// The tables of an SQLite database, each after those that it refers to.
  func sqliteTables() throws -> [SQLiteTable] {
    let names = try all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", []) { row in
      var columns = row.columns
      return columns.text()
    }
    var rest = try names.map(sqliteTable)
    var ordered: [SQLiteTable] = []
    var placed: Set<String> = []
    while !rest.isEmpty {
      let ready = rest.filter { $0.parents.isSubset(of: placed) }
      precondition(!ready.isEmpty, "tables refer to each other in a circle")
      ordered += ready
      placed.formUnion(ready.map(\.name))
      rest.removeAll { placed.contains($0.name) }
    }
    return ordered
  }

  private func sqliteTable(_ name: String) throws -> SQLiteTable {
    let found = try all("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", [name]) { row in
      var columns = row.columns
      return (name: columns.text(), type: columns.text(), position: columns.integer())
    }
    let key = found.filter { $0.position > 0 }.sorted { $0.position < $1.position }.map { $0.name }
    let references = try all(
      "SELECT \"table\", \"from\", \"to\", seq FROM pragma_foreign_key_list(?) ORDER BY id, seq", [name]
    ) { row in
      var columns = row.columns
      // Without named columns, a reference names the primary key.
      return (
        table: columns.text(), from: columns.text(), to: columns.optionalText(), position: columns.integer()
      )
    }
    return SQLiteTable(
      name: name, columns: try found.map { (name: $0.name, type: try SQLType(declared: $0.type)) },
      parents: Set(references.map { $0.table }).subtracting([name]),
      ownReference: references.filter { $0.table == name }.map { (from: $0.from, to: $0.to ?? key[$0.position]) })
  }
}

extension SQLType {
  fileprivate init(declared text: String) throws {
    switch text {
    case "INTEGER": self = .integer
    case "TEXT": self = .text
    case "BLOB": self = .blob
    default: throw DatabaseError.failed(code: "type", "a column has the type \(text)", isOutage: false)
    }
  }
}
