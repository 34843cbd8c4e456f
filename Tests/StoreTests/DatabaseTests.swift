import TestKit
import Testing

@testable import Store

private let tables = [Migration(version: 1, statements: ["CREATE TABLE t (n INTEGER PRIMARY KEY, s TEXT)"])]

@Suite("Databases") struct Databases {
  /// A full disk rolls back the group commit of several writers. Each of them must get the error.
  @Test("a write that a full disk undoes has an error of its own") func aWriteThatAFullDiskUndoesHasAnErrorOfItsOwn()
    async throws
  {
    let database = try SQLiteEngine(path: freshPath(), readers: 2, migrations: tables)
    _ = try await database.write { try $0.run("PRAGMA max_page_count = 60", []) }
    var kept: Set<Int> = []
    try await withThrowingTaskGroup(of: (number: Int, isKept: Bool).self) { group in
      for number in 0..<400 {
        group.addTask {
          do {
            let text = String(repeating: "x", count: number % 40 == 20 ? 1_000_000 : 1)
            _ = try await database.write { try $0.run("INSERT INTO t (n, s) VALUES (?, ?)", [number, text]) }
            return (number, true)
          } catch let error as DatabaseError where error.isOutage {
            return (number, false)
          }
        }
      }
      for try await answer in group where answer.isKept { kept.insert(answer.number) }
    }
    let there = try await database.read { session in
      try session.all("SELECT n FROM t", []) { row in
        var columns = row.columns
        return columns.integer()
      }
    }
    #expect(Set(there) == kept)
    #expect(!kept.contains { $0 % 40 == 20 })
    #expect(
      try await database.write { try $0.run("INSERT INTO t (n) VALUES (1000)", []) } == 1, "and small changes go on")
    database.close()
  }

  @Test("what was acknowledged is there for the next process") func whatWasAcknowledgedIsThereForTheNextProcess()
    async throws
  {
    let path = freshPath()
    let database = try SQLiteEngine(path: path, readers: 2, migrations: tables)
    _ = try await database.write { try $0.run("INSERT INTO t (n, s) VALUES (1, ?)", ["a\u{0}ü\u{1F511}"]) }
    database.close()
    let again = try SQLiteEngine(path: path, readers: 2, migrations: tables)
    let text = try await again.read { session in
      try session.first("SELECT s FROM t", []) { row in
        var columns = row.columns
        return columns.text()
      }
    }
    #expect(text == "a\u{0}ü\u{1F511}")
    again.close()
  }

  @Test("data of a newer version is refused") func dataOfANewerVersionIsRefused() throws {
    let path = freshPath()
    try SQLiteEngine(path: path, readers: 2, migrations: tables + [Migration(version: 2, statements: [])]).close()
    #expect(throws: DatabaseError.newerVersion(found: 2, supported: 1)) {
      try SQLiteEngine(path: path, readers: 2, migrations: tables)
    }
  }

  @Test("the schema of Latchkey is sound") func theSchemaOfLatchkeyIsSound() throws {
    try Database(path: freshPath(), migrations: migrations, identifiers: .seeded(1), brand: .acme).close()
  }
}
