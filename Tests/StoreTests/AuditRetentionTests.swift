import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("Old audit entries") struct AuditRetentionTests {
  private func day(_ number: Int) -> Instant { Instant.start + .seconds(number * 86_400) }

  private func addIdentities(_ days: Range<Int>, to database: Database) async throws {
    for number in days {
      let moment = day(number)
      try await database.write(at: moment) { transaction in
        try transaction.insert(
          UserIdentityRecord(
            id: ID("\(number)"), workspaceID: house, sequence: number + 1, createdAt: moment, key: nil,
            emailAddress: nil, fullName: "Jane", phoneNumber: nil, customerKey: nil, isStaff: false))
      }
    }
  }

  private func forget(before moment: Instant, limit: Int, in database: Database) async throws -> Bool {
    try await database.write(in: house, at: moment, by: .rule(.forgetting)) {
      try $0.forgetAudit(before: moment, limit: limit)
    }
  }

  @Test("are forgotten from the beginning, and the rest can be verified")
  func beginning() async throws {
    let database = try freshDatabase()
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    try await addIdentities(0..<10, to: database)
    let whole = try await database.verifyAudit(of: house, expecting: nil)
    #expect(whole.isIntact && whole.entryCount == 11)
    let hasMore = try await forget(before: day(5), limit: 4, in: database)
    #expect(hasMore)
    let hasRest = try await forget(before: day(5), limit: 4, in: database)
    #expect(!hasRest)
    let rest = try await database.verifyAudit(of: house, expecting: whole.head)
    // Each deletion is an entry too.
    #expect(rest.isIntact && rest.entryCount == 5 + 2)
    let kept = try await database.read { try $0.auditEntries(after: 0, limit: 100, in: house) }
    #expect(kept.first?.sequence == 7)
    #expect(kept.last?.author == AuditEntryRecord.Author(kind: "rule", reference: "forgetting"))
    try await database.write { _ = try $0.run("DELETE FROM audit_anchors") }
    #expect(try await !database.verifyAudit(of: house, expecting: nil).isIntact)
  }

  @Test("stay if they are the last, since the next one includes their hash")
  func last() async throws {
    let database = try freshDatabase()
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    _ = try await forget(before: .latest, limit: 100, in: database)
    #expect(try await database.verifyAudit(of: house, expecting: nil).entryCount == 1)
  }
}
