import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("A row that is saved again")
struct UnchangedRowTests {
  @Test("is written only if a value differs")
  func savedRow() async throws {
    let database = try freshDatabase()
    let workspace = WorkspaceRecord.example(createdAt: .start)
    let counts = try await database.write { transaction in
      var counts: [Int64] = []
      var changed = workspace
      changed.connectPartnerName = "Partner"
      for record in [workspace, workspace, changed, changed] {
        let before = transaction.session.changeCount
        try transaction.save(record)
        counts.append(transaction.session.changeCount - before)
      }
      #expect(try transaction.workspace(house)?.connectPartnerName == "Partner")
      return counts
    }
    #expect(counts == [1, 0, 1, 0])
  }

  @Test("of the timetable is written only if it becomes due at another time, or urgent")
  func due() async throws {
    let database = try freshDatabase()
    let counts = try await database.write { transaction in
      try transaction.insertSite(.example(id: "system", createdAt: .start))
      try transaction.insert(AcsUserRecord.example())
      let urgencies: [(Instant, Bool?)] = [
        (.start, nil), (.start, nil), (.start, false), (.start, true), (.start, nil), (.start + .seconds(1), nil),
      ]
      return try urgencies.map { due, isUrgent in
        let before = transaction.session.changeCount
        try transaction.setDue(ID<AcsUser>("user"), at: "system", due, isUrgent: isUrgent)
        return transaction.session.changeCount - before
      }
    }
    #expect(counts == [1, 0, 0, 1, 0, 1])
  }
}
