import Foundation
import TestKit
import Testing

@testable import Store

private func temporary() -> String {
  FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString).sqlite").path
}

private let committed = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("docs/schema.sql")

/// The statements of all versions, as committed in `docs/schema.sql`.
private var printed: String {
  migrations.map { migration in
    "-- Version \(migration.version)\n\n" + migration.statements.map { $0 + ";\n" }.joined(separator: "\n")
  }.joined(separator: "\n")
}

private func texts(_ database: Database, _ sql: String) async throws -> [[String]] {
  try await database.read { connection in
    try connection.all(sql) { row in
      var columns = row.columns
      return [columns.text(), columns.text()]
    }
  }
}

@Suite("Schemas") struct Schemas {
  @Test("docs/schema.sql is what a new database is made of; UPDATE_GOLDEN=1 prints it")
  func schemaThatIsCommitted() throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try Data(printed.utf8).write(to: committed) }
    #expect(try String(contentsOf: committed, encoding: .utf8) == printed)
  }

  @Test("Versions are numbered from 1000, each once, in order")
  func versions() {
    let versions = migrations.map(\.version)
    #expect(versions.first == 1000 && versions == Set(versions).sorted())
  }

  @Test("Data from before the first release is refused and left as it is")
  func olderData() throws {
    let path = temporary()
    try Database(
      path: path, migrations: [Migration(version: 30, statements: ["CREATE TABLE t (n INTEGER)"])],
      identifiers: .seeded(1), brand: .acme
    ).close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: DatabaseError.olderVersion(found: 30, supported: 1000)) {
      try Database(path: path, migrations: migrations, identifiers: .seeded(1), brand: .acme)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let name = URL(fileURLWithPath: path).lastPathComponent
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(name) } == [name])
  }

  @Test("A reset empties every table of a workspace or names it as kept, each before those that it refers to")
  func clearing() async throws {
    let database = try Database(path: temporary(), migrations: migrations, identifiers: .seeded(1), brand: .acme)
    defer { database.close() }
    let owned = try await texts(
      database,
      """
      SELECT t.name, '' FROM sqlite_master t JOIN pragma_table_info(t.name) c ON c.name = 'workspace_id'
      WHERE t.type = 'table'
      """)
    #expect(Set(owned.map { $0[0] }) == Set(clearedTables + keptTables))
    let references = try await texts(
      database,
      """
      SELECT DISTINCT t.name, f."table" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
      WHERE t.type = 'table'
      """)
    for reference in references {
      guard let child = clearedTables.firstIndex(of: reference[0]) else { continue }
      // One statement empties a table, so its rows may refer to each other.
      if reference[0] == reference[1] { continue }
      let parent = clearedTables.firstIndex(of: reference[1]) ?? clearedTables.count
      #expect(child < parent, "\(reference[0]) refers to \(reference[1])")
    }
  }
}
