extension Connection {
  /// What is broken in the file; nil if nothing is.
  package func integrityFault() throws -> String? {
    let found = try first("PRAGMA integrity_check(1)") { row in
      var columns = row.columns
      return columns.text()
    }
    return found == "ok" ? nil : found
  }
}
