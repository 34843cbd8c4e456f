import API
import Core
import Logging
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

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

  private func service(
    of database: Database, to receiver: WebhookReceiver, _ claims: Claims = .ofSingleProcess(),
    at url: String = "https://receiver.invalid/"
  ) -> AuditHeads {
    AuditHeads(
      database: database, clock: SystemClock { moment }, receiver: AuditHeadReceiver(url: url, secret: secret),
      transport: receiver, claims: claims, logger: Logger(label: "test"))
  }

  @Test("are sent when they have changed, and again if the receiver was down")
  func reports() async throws {
    let database = try freshDatabase()
    let receiver = WebhookReceiver()
    let heads = service(of: database, to: receiver)
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

  @Test("are soon reported again if the database failed, but not if the receiver did")
  func failures() async throws {
    let database = try freshDatabase()
    let receiver = WebhookReceiver()
    let heads = service(of: database, to: receiver)
    try await rename("House", in: database)
    receiver.go(down: true)
    #expect(await heads.report())
    receiver.go(down: false)
    try await database.write { try $0.run("ALTER TABLE sent_audit_heads RENAME TO unavailable") }
    #expect(await !heads.report())
    try await database.write { try $0.run("ALTER TABLE unavailable RENAME TO sent_audit_heads") }
    #expect(await heads.report())
    #expect(receiver.taken.count == 1)
  }

  @Test("are not sent again after a restart, but to another receiver")
  func restart() async throws {
    let database = try freshDatabase()
    let receiver = WebhookReceiver()
    try await rename("House", in: database)
    await service(of: database, to: receiver).report()
    await service(of: database, to: receiver).report()
    #expect(receiver.taken.count == 1)
    await service(of: database, to: receiver, at: "https://elsewhere.invalid/").report()
    #expect(receiver.taken.count == 2)
    #expect(Set(receiver.taken.map(\.id)).count == 1)
  }

  @Test("are sent by one of several nodes, and again only if it could not note that they were accepted")
  func oneNode() async throws {
    let database = try freshDatabase()
    let receiver = WebhookReceiver()
    let store = NodeStore(database, clock: SystemClock { moment })
    try await store.add(.retention)
    let (one, two) = (Claims(in: store, under: NodeLease()), Claims(in: store, under: NodeLease()))
    let (first, second) = (
      service(of: database, to: receiver, one), service(of: database, to: receiver, two)
    )
    for node: ID<NodeRecord> in ["one", "two"] {
      try await store.join(NodeRecord(id: node, address: "here", version: "1"), for: .seconds(60))
    }
    let taken = try #require(try await store.takeUp(by: "one"))
    one.replace(with: taken)
    try await rename("House", in: database)
    #expect(await !second.report())
    #expect(await first.report())
    #expect(receiver.taken.count == 1)
    try await store.giveBack(taken)
    let takenOver = try #require(try await store.takeUp(by: "two"))
    two.replace(with: takenOver)
    #expect(await second.report())
    #expect(receiver.taken.count == 1)
    // The first one has not heard yet that its claim is lost.
    try await rename("Hotel", in: database)
    #expect(await !first.report())
    #expect(receiver.taken.count == 2)
    #expect(await second.report())
    #expect(await second.report())
    #expect(receiver.taken.count == 3)
    #expect(Set(receiver.taken.map(\.id)).count == 2)
  }
}
