import API
import Core
import Foundation
import Logging
import Store
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine

/// A workspace with a webhook, on a manual clock.
private final class World: Sendable {
  static let day = Duration.seconds(86_400)
  let database: Database
  let receiver = WebhookReceiver()
  let workspaceID: ID<Workspace> = "workspace"
  let webhookID: ID<Webhook> = "webhook"
  private let time = Mutex(Instant(microseconds: 1_700_000_000_000_000))
  private let secrets: Secrets

  init() async throws {
    database = try freshDatabase()
    secrets = Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 }
    let secret = Array(WebhookSignature.secret(secrets.random).utf8)
    let sealed = try secrets.seal.sealed(secret, place: WebhookRecord.secretPlace(of: webhookID, in: workspaceID))
    let (workspaceID, webhookID, now) = (workspaceID, webhookID, clock.now())
    try await database.write(in: workspaceID, at: clock.now()) { connection in
      try connection.save(
        WorkspaceRecord(id: workspaceID, name: "House", isSandbox: true, createdAt: now, clockOffset: .zero))
      try connection.save(
        WebhookRecord(
          id: webhookID, workspaceID: workspaceID, sequence: 1, createdAt: now, url: "https://receiver.invalid/",
          eventTypes: ["*"], sealedSecret: sealed, takenUntil: 0))
    }
  }

  var clock: SystemClock { SystemClock { self.time.withLock { $0 } } }
  func wait(_ time: Duration) { self.time.withLock { $0 = $0 + time } }
  func wait(until end: Instant) { time.withLock { $0 = max($0, end) } }

  /// Appends one event for each of several people.
  func happen(_ number: Int) async throws {
    try await database.write(in: workspaceID, at: clock.now()) { connection in
      for person in 0..<4 {
        var subject = EventSubject()
        subject.acsUserID = ID("person \(person)")
        try connection.append(.acsUserCreated, about: subject, id: ID("event \(number) of \(person)"))
      }
    }
  }

  /// Runs the deliverer once. A new instance each time simulates a restart.
  func pass() async throws -> Instant? {
    let key = WebhookKey(try await webhook())
    return await WebhookRun(
      key: key, database: database, clock: clock, secrets: secrets, transport: receiver,
      logger: Logger(label: "test"), signal: Signal()
    ).run(endsAtRest: true)
  }

  func webhook() async throws -> WebhookRecord {
    let (workspaceID, webhookID) = (workspaceID, webhookID)
    return try #require(try await database.read { try $0.webhook(webhookID, in: workspaceID) })
  }

  func resume() async throws {
    var webhook = try await webhook()
    webhook.pausedAt = nil
    let (resumed, now) = (webhook, clock.now())
    try await database.write(in: workspaceID, at: clock.now()) { connection in
      try connection.save(resumed)
      try connection.makeAllDue(of: resumed, at: now)
    }
  }

  func replay(from sequence: Int = 1) async throws {
    var webhook = try await webhook()
    webhook.takenUntil = min(webhook.takenUntil, sequence - 1)
    webhook.replayCount += 1
    let again = webhook
    try await database.write(in: workspaceID, at: clock.now()) { connection in
      try connection.forgetDeliveries(of: again, from: sequence)
      try connection.save(again)
    }
  }
}

@Suite("Events for a receiver that is down") struct EventsForAReceiverThatIsDown {
  @Test("are sent eight times and then kept for thirty days") func areSentEightTimesAndThenKeptForThirtyDays()
    async throws
  {
    let world = try await World()
    world.receiver.go(down: true)
    try await world.happen(0)
    let began = world.clock.now()
    while let due = try await world.pass() { world.wait(until: due) }
    // Four people with one event each. They do not block each other.
    #expect(world.receiver.calls == 4 * 8)
    let hours = (world.clock.now() - began) / .seconds(3600)
    #expect((24.0...31.0).contains(hours), "\(hours)")
    #expect(try await world.webhook().pausedAt != nil)

    for number in 1..<30 {
      world.wait(World.day)
      try await world.happen(number)
      #expect(try await world.pass() == nil)
    }
    #expect(world.receiver.calls == 4 * 8, "a receiver that was given up is left alone")

    world.receiver.go(down: false)
    try await world.resume()
    #expect(try await world.pass() == nil)
    let taken = world.receiver.taken
    #expect(taken.count == 30 * 4 && Set(taken.map(\.id)).count == 30 * 4)
    for person in 0..<4 {
      let own = taken.map(\.id).filter { $0.hasSuffix("of \(person)") }
      #expect(own == (0..<30).map { "msg_event \($0) of \(person)" })
    }

    try await world.replay()
    #expect(try await world.pass() == nil)
    #expect(world.receiver.taken.count == 2 * 30 * 4)
    #expect(Set(world.receiver.taken).count == 30 * 4, "the same events, under the same ids")
  }

  @Test("pause the webhook also when they are older than a replay")
  func pauseTheWebhookAlsoWhenTheyAreOlderThanAReplay() async throws {
    let world = try await World()
    world.receiver.go(down: true)
    try await world.happen(0)
    let due = try #require(try await world.pass())
    try await world.replay(from: 5)
    world.wait(until: due)
    while let due = try await world.pass() { world.wait(until: due) }
    #expect(world.receiver.calls == 4 * 8)
    #expect(try await world.webhook().pausedAt != nil)
  }

  @Test("hold back those of their resource only") func holdBackThoseOfTheirResourceOnly() async throws {
    let world = try await World()
    world.receiver.go(down: true)
    try await world.happen(0)
    let due = try #require(try await world.pass())
    try await world.happen(1)
    world.receiver.go(down: false)
    #expect(try await world.pass() == due, "nothing is to be done before")
    #expect(world.receiver.taken.isEmpty, "what failed comes first, and is not due yet")
    world.wait(until: due)
    while let next = try await world.pass() { world.wait(until: next) }
    for person in 0..<4 {
      let own = world.receiver.taken.map(\.id).filter { $0.hasSuffix("of \(person)") }
      #expect(own == ["msg_event 0 of \(person)", "msg_event 1 of \(person)"])
    }
  }
}
