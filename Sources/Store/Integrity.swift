extension Connection {
  /// The damage of the file. Nil if there is none.
  package func integrityFault() throws -> String? {
    let found = try first("PRAGMA integrity_check(1)") { row in
      var columns = row.columns
      return columns.text()
    }
    return found == "ok" ? nil : found
  }
}
