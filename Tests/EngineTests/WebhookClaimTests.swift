import API
import Core
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

/// A receiver whose first response waits.
private final class SlowReceiver: WebhookTransport {
  let arrived = Signal()
  let answer = Signal()
  private let bodies = Mutex<[String]>([])
  let changed = Signal()

  var count: Int { bodies.withLock(\.count) }

  func refusal(of url: String) -> String? { nil }

  func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer {
    arrived.set()
    await answer.wait(upTo: .seconds(60))
    // It stays open for the later ones.
    answer.set()
    bodies.withLock { $0.append(body) }
    changed.set()
    return .answered(status: 204, retryAfter: nil)
  }
}

@Suite("A node that sends events to a webhook")
struct WebhookClaimTests {
  private let clock = ManualClock()
  private let database: Database
  private let claims: Claims
  private let membership: NodeMembership
  private let receiver = SlowReceiver()
  private let deliverer: WebhookDeliverer
  private let webhook: ClaimSubject = .webhook("webhook", in: house)

  init() async throws {
    let (database, system) = (try freshDatabase(), clock.system)
    self.database = database
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let (store, lease) = (NodeStore(database, clock: system), NodeLease())
    claims = Claims(in: store, under: lease)
    membership = NodeMembership(
      store: store, claims: claims, lease: lease, identifiers: .seeded(1), address: "node", version: "1", logger: logger
    )
    let secrets = Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 }
    deliverer = WebhookDeliverer(
      database: database, clock: system, secrets: secrets, transport: receiver, claims: claims, logger: logger)
    let sealed = try secrets.seal.sealed(
      Array(WebhookSignature.secret(secrets.random).utf8), place: WebhookRecord.secretPlace(of: "webhook", in: house))
    try await database.write(in: house, at: system.now()) { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.save(
        WebhookRecord(
          id: "webhook", workspaceID: house, sequence: 1, createdAt: system.now(), url: "https://receiver.invalid/",
          eventTypes: ["*"], sealedSecret: sealed, takenUntil: 0))
    }
  }

  private func happen() async throws {
    try await database.write(in: house, at: clock.system.now()) { transaction in
      var subject = EventSubject()
      subject.acsUserID = "jane"
      try transaction.append(.acsUserCreated, about: subject)
    }
  }

  @Test("goes on after it could not renew its claim for a while", .timeLimit(.minutes(1)))
  func pause() async throws {
    try await happen()
    for _ in 0..<3 { await membership.beat() }
    let claim = try #require(claims.hold(on: webhook)?.claim)
    let (lost, gained) = (Signal(), Signal())
    claims.follow([.webhook]) { _, _ in
      gained.set()
    } lose: { _ in
      lost.set()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await claims.run() }
      group.addTask { try await deliverer.run() }
      await receiver.arrived.wait(upTo: .seconds(60))
      await gained.wait(upTo: .seconds(60))
      claims.replace(with: [])
      await lost.wait(upTo: .seconds(60))
      // The delivery under way keeps the run from ending.
      for _ in 0..<1000 { await Task.yield() }
      claims.replace(with: [claim])
      await gained.wait(upTo: .seconds(60))
      receiver.answer.set()
      await receiver.changed.wait(upTo: .seconds(60))
      try await happen()
      await receiver.changed.wait(upTo: .seconds(10))
      group.cancelAll()
    }
    #expect(receiver.count == 2)
  }
}
