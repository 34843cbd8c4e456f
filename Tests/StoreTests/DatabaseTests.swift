import Foundation
import Store
import Testing

private struct Wrong: Error {}

private func temporary() -> String {
  FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString).sqlite").path
}

private let tables = [Migration(version: 1, statements: ["CREATE TABLE t (n INTEGER PRIMARY KEY, s TEXT)"])]

private func count(_ database: Database) async throws -> Int {
  try await database.read { connection in
    try connection.first("SELECT COUNT(*) FROM t") { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }
}

@Suite struct Databases {
  @Test func aWriteThatThrowsIsUndoneAlone() async throws {
    let database = try Database(path: temporary(), migrations: tables)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask {
          do {
            try await database.write { connection in
              try connection.run("INSERT INTO t (n) VALUES (?)", number)
              if number % 3 == 0 { throw Wrong() }
            }
          } catch is Wrong {}
        }
      }
      try await group.waitForAll()
    }
    #expect(try await count(database) == 200 - 67)
    database.close()
  }

  @Test func whatWasAcknowledgedIsThereForTheNextProcess() async throws {
    let path = temporary()
    let database = try Database(path: path, migrations: tables)
    try await database.write { try $0.run("INSERT INTO t (n, s) VALUES (1, ?)", "a\u{0}ü\u{1F511}") }
    database.close()
    let again = try Database(path: path, migrations: tables)
    let text = try await again.read { connection in
      try connection.first("SELECT s FROM t") { row in
        var columns = row.columns
        return columns.text()
      }
    }
    #expect(text == "a\u{0}ü\u{1F511}")
    again.close()
  }

  @Test func dataOfANewerVersionIsRefused() throws {
    let path = temporary()
    try Database(path: path, migrations: tables + [Migration(version: 2, statements: [])]).close()
    #expect(throws: DatabaseError.newerVersion(found: 2, supported: 1)) {
      try Database(path: path, migrations: tables)
    }
  }

  @Test func theSchemaOfLatchkeyIsSound() throws {
    try Database(path: temporary(), migrations: migrations).close()
  }
}
