import API
import Core
import Logging
import Store
import TestKit
import Testing
import Wire

@testable import Engine

@Suite("The heads of audits") struct AuditHeadTests {
  private let secret = "whsec_bGF0Y2hrZXkgaGVhZHMgb2YgYXVkaXRzIQ=="
  private let moment = Instant(microseconds: 1_700_000_000_000_000)

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
      database: database, clock: SystemClock { moment },
      receiver: AuditHeadReceiver(url: "https://receiver.invalid/", secret: secret), transport: receiver,
      logger: Logger(label: "test"))
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
    #expect(Set(receiver.taken.map(\.id)).count == 2)
    for message in receiver.taken {
      let signed = WebhookSignature.headers(message.id, message.body, secret: secret, now: moment) ?? []
      #expect(receiver.signature(of: message.id) == signed.first { $0.0 == "svix-signature" }?.1)
    }
  }
}
