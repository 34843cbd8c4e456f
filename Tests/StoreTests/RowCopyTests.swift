import Core
import Synchronization
import TestKit
import Testing
import Wire

@testable import Store

private let workspaceRow = """
  INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at) VALUES ('house', 'House', 1, 1)
  """

private func spaceRow(_ number: Int, in parent: String) -> String {
  """
  INSERT INTO spaces (workspace_id, space_id, sequence, created_at, name, parent_space_id, search_text)
  VALUES ('house', 'space \(number)', \(number), 1, 'Floor', \(parent), '')
  """
}

private func spaces(_ database: Database) async throws -> [String] {
  try await database.read { connection in
    try connection.all("SELECT space_id, parent_space_id FROM spaces ORDER BY sequence") { row in
      var columns = row.columns
      return "\(columns.text()) in \(columns.optionalText() ?? "none")"
    }
  }
}

@Suite("Copies of rows") struct RowCopies {
  @Test("have every row, each after the row of its table that it refers to")
  func rowsInOrder() async throws {
    let path = freshPath()
    let source = try Database(path: path, migrations: migrations, identifiers: .seeded(1), brand: .acme)
    defer { source.close() }
    // Many more than one statement inserts, the first of them in the last.
    try await source.write { transaction in
      try transaction.run(workspaceRow)
      for number in (1...700).reversed() {
        try transaction.run(spaceRow(number, in: number == 700 ? "NULL" : "'space \(number + 1)'"))
      }
      try transaction.run(
        """
        INSERT INTO idempotent_answers (workspace_id, caller, key_hash, fingerprint, sealed_answer, created_at)
        VALUES ('house', 'key', '', 'é', ?, -1)
        """, [UInt8](0...255))
    }
    let target = try freshDatabase()
    defer { target.close() }
    let steps = Mutex<[CopiedTable]>([])
    let copied = try await target.copyRows(ofFileAt: path, at: .start) { step in steps.withLock { $0.append(step) } }
    let counts = Dictionary(uniqueKeysWithValues: copied.map { ($0.name, $0.rowCount) })
    #expect(counts["spaces"] == 700 && counts["workspaces"] == 1 && counts["events"] == 0)
    #expect(counts["write_probes"] == nil)
    let shown = steps.withLock { steps in steps.filter { $0.name == "spaces" }.map { $0.rowCount } }
    #expect(shown.count > 2 && shown.last == 700)
    #expect(try await spaces(target) == spaces(source))
    let answer = try await target.read { connection in
      try connection.first("SELECT fingerprint, sealed_answer, created_at FROM idempotent_answers") { row in
        var columns = row.columns
        return (columns.text(), columns.optionalBytes(), columns.integer())
      }
    }
    #expect(answer?.0 == "é" && answer?.1 == [UInt8](0...255) && answer?.2 == -1)
  }

  @Test("have another character for U+0000, which PostgreSQL does not store")
  func zeros() async throws {
    let path = freshPath()
    let source = try Database(path: path, migrations: migrations, identifiers: .seeded(1), brand: .acme)
    defer { source.close() }
    try await source.write { transaction in
      try transaction.run(workspaceRow)
      try transaction.run("UPDATE workspaces SET name = ?", "a\u{0}b")
    }
    let target = try freshDatabase()
    defer { target.close() }
    _ = try await target.copyRows(ofFileAt: path, at: .start) { _ in }
    #expect(try await target.read { try $0.workspaces().map(\.name) } == ["a\u{FFFD}b"])
  }

  @Test("are refused by a database with rows, which stays as it is")
  func rowsInTheTarget() async throws {
    let path = freshPath()
    let source = try Database(path: path, migrations: migrations, identifiers: .seeded(1), brand: .acme)
    defer { source.close() }
    try await source.write { _ = try $0.run(workspaceRow) }
    let target = try freshDatabase()
    defer { target.close() }
    _ = try await target.copyRows(ofFileAt: path, at: .start) { _ in }
    await #expect(throws: RowCopyFault.targetHasRows(table: "workspaces")) {
      try await target.copyRows(ofFileAt: path, at: .start) { _ in }
    }
    #expect(try await target.read { try $0.workspaces() }.count == 1)
  }
}
