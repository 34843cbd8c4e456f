import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("What a change has read")
struct KeptReadTests {
  private let query = "SELECT g.name FROM access_grants g JOIN spaces s ON s.space_id = g.space_id WHERE g.name = ?"

  private func kept() -> KeptReads {
    var kept = KeptReads()
    kept.keep(["one"], of: query, ["a"])
    return kept
  }

  private func texts(_ kept: KeptReads, _ sql: String, _ value: String) -> [String]? { kept.rows(of: sql, [value]) }

  @Test("is used again by the same query with the same values")
  func sameQuery() {
    let kept = kept()
    #expect(texts(kept, query, "a") == ["one"])
    #expect(texts(kept, query, "b") == nil)
    #expect(texts(kept, query + " LIMIT 1", "a") == nil)
    let numbers: [Int]? = kept.rows(of: query, ["a"])
    #expect(numbers == nil)
  }

  @Test(
    "is read again once one of its tables is written",
    arguments: [
      "INSERT INTO spaces (space_id) VALUES (?)", "UPDATE access_grants SET name = ?", "DELETE FROM spaces",
      "WITH x AS (SELECT 1) UPDATE t SET n = 1",
    ])
  func written(statement: String) {
    var kept = kept()
    kept.forget(writtenBy: statement)
    #expect(texts(kept, query, "a") == nil)
  }

  @Test("stays while other tables are written")
  func others() {
    var kept = kept()
    kept.forget(writtenBy: "INSERT INTO events (sequence) SELECT MAX(sequence) FROM spaces")
    kept.forget(writtenBy: "UPDATE access_grant_spaces SET name = ?")
    #expect(texts(kept, query, "a") == ["one"])
  }

  @Test("is not kept if it is long")
  func long() {
    var kept = KeptReads()
    kept.keep(Array(repeating: "one", count: 1001), of: query, ["a"])
    #expect(texts(kept, query, "a") == nil)
  }

  @Test("is what the change itself wrote, and what was there before once a part is undone")
  func change() async throws {
    struct Undone: Error {}
    let database = try freshDatabase()
    try await database.write { transaction in
      var workspace = WorkspaceRecord.example(createdAt: .start)
      workspace.name = "Old"
      try transaction.save(workspace)
      #expect(try transaction.workspace(house)?.name == "Old")
      do {
        try transaction.part {
          workspace.name = "New"
          try transaction.save(workspace)
          #expect(try transaction.workspace(house)?.name == "New")
          throw Undone()
        }
      } catch is Undone {}
      #expect(try transaction.workspace(house)?.name == "Old")
    }
  }
}
