extension Database {
  /// Copies the database of one moment to a new file, while others read and write.
  package func copy(to path: String) async throws {
    try await read { _ = try $0.run("VACUUM INTO ?", path) }
  }
}

extension Connection {
  /// What is broken in the file; nil where nothing is.
  package func integrityFault() throws -> String? {
    let found = try first("PRAGMA integrity_check(1)") { row in
      var columns = row.columns
      return columns.text()
    }
    return found == "ok" ? nil : found
  }
}
