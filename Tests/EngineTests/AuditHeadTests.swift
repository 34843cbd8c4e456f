import API
import Core
import Logging
import Store
import TestKit
import Testing
import Wire

@testable import Engine

@Suite("The heads of audits") struct AuditHeadTests {
  private func rename(_ name: String, in database: Database) async throws {
    try await database.write { transaction in
      var workspace = WorkspaceRecord.example()
      workspace.name = name
      try transaction.save(workspace)
    }
  }

  @Test("are sent when they have changed, and again if the receiver was down")
  func reports() async throws {
    let database = try freshDatabase()
    let receiver = WebhookReceiver()
    let heads = AuditHeads(
      database: database, address: "https://receiver.invalid/", transport: receiver, logger: Logger(label: "test"))
    await heads.report()
    #expect(receiver.taken.isEmpty)
    try await rename("House", in: database)
    await heads.report()
    await heads.report()
    let hash = try await database.verifyAudit(of: house, expecting: nil).head
    #expect(receiver.taken.count == 1)
    #expect(receiver.taken.first?.body.contains(hash ?? "no hash") == true)
    try await rename("Hotel", in: database)
    receiver.go(down: true)
    await heads.report()
    #expect(receiver.taken.count == 1)
    receiver.go(down: false)
    await heads.report()
    #expect(receiver.taken.count == 2)
  }
}
