import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("The claims of nodes")
struct NodeStoreTests {
  private let database: Database
  private let clock = ManualClock()
  private let store: NodeStore
  private let life = Duration.seconds(5)

  init() throws {
    database = try freshDatabase()
    store = NodeStore(database, clock: clock.system)
  }

  private func join(_ nodes: ID<NodeRecord>...) async throws {
    for node in nodes { try await store.join(NodeRecord(id: node, address: "here", version: "1"), for: life) }
  }

  private func addWebhooks(_ count: Int) async throws {
    for number in 0..<count { try await store.add(.webhook(ID("webhook-\(number)"), in: house)) }
  }

  private func count(_ node: ID<NodeRecord>) async throws -> Int { try await store.claims(of: node).count }

  @Test("are shared by the nodes that are alive")
  func shares() async throws {
    try await addWebhooks(10)
    try await join("one", "two")
    #expect(try await store.takeUp(by: "one")?.count == 6)
    #expect(try await store.takeUp(by: "one") == nil, "it has its share")
    #expect(try await store.takeUp(by: "two")?.count == 4)
    try await join("three")
    #expect(try await store.renew("one", for: life)?.room == -2)
    try await store.giveBack(Array(store.claims(of: "one").prefix(2)))
    #expect(try await store.takeUp(by: "three")?.count == 2)
    #expect(try await store.renew("one", for: life)?.room == 0)
  }

  @Test("are counted with the living nodes that hold them")
  func census() async throws {
    try await addWebhooks(1)
    try await join("one")
    _ = try await store.takeUp(by: "one")
    clock.advance(by: .seconds(3))
    try await join("two")
    let found = try await store.census()
    #expect(found.nodes.map(\.id) == ["one", "two"])
    let work = NodeCensus.Work(
      workspaceID: house, kind: "webhook", subjectID: "webhook-0", takeUpCount: 1, nodeID: "one")
    #expect(found.works == [work])
    clock.advance(by: .seconds(3))
    let later = try await store.census()
    #expect(later.nodes.map(\.id) == ["two"])
    #expect(later.works.map(\.nodeID) == [nil])
  }

  @Test("of a node that is dead are taken over with larger numbers, and it is not revived")
  func takeover() async throws {
    try await addWebhooks(1)
    try await join("one")
    let held = try #require(try await store.takeUp(by: "one")?.first)
    clock.advance(by: .seconds(3))
    try await join("two")
    #expect(try await store.renew("one", for: life) != nil)
    clock.advance(by: .seconds(4))
    #expect(try await store.takeUp(by: "two") == nil, "the first one is alive")
    #expect(try await store.renew("two", for: life) != nil)
    clock.advance(by: .seconds(1))
    #expect(try await store.renew("one", for: life) == nil)
    let taken = try #require(try await store.takeUp(by: "two")?.first)
    #expect(taken.subject == held.subject && taken.number == held.number + 1)
    #expect(try await store.renew("two", for: life)?.nodes.map(\.id) == ["two"])
  }

  @Test("that were taken over let nothing more be written under them")
  func fence() async throws {
    try await addWebhooks(1)
    try await join("one")
    let held = try #require(try await store.takeUp(by: "one")?.first)
    try await database.claimed(by: held).write { try $0.save(WorkspaceRecord.example()) }
    clock.advance(by: life)
    try await join("two")
    _ = try await store.takeUp(by: "two")
    await #expect(throws: ClaimLost(held.subject)) {
      try await database.claimed(by: held).write { try $0.saveClockOffset(.seconds(60)) }
    }
    #expect(try await database.read { try $0.workspaces().map(\.clockOffset) } == [.zero])
  }

  @Test("of a kind that only a newer version knows are left to its nodes")
  func unknownKind() async throws {
    try await database.write {
      try $0.run("INSERT INTO claims (workspace_id, kind, subject_id) VALUES ('house', 'of the future', 'one')")
    }
    try await join("one")
    #expect(try await store.takeUp(by: "one") == nil)
    let pulse = try #require(try await store.renew("one", for: life))
    #expect(!pulse.hasFreeClaims && pulse.claimCount == 0 && pulse.room == 1)
    #expect(try await store.census().works.map(\.nodeID) == [nil])
  }

  @Test("are lost by a process that joins again, and its pending attempts are not")
  func attempts() async throws {
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    try await join("one")
    try await database.write {
      try $0.insert(
        ActionAttemptRecord(
          id: "attempt", workspaceID: house, sequence: 1, action: .resetSandbox, createdAt: .start))
    }
    clock.advance(by: .seconds(6))
    #expect(try await store.interruptedActionAttempts().map(\.id) == ["attempt"])
    try await join("one again")
    #expect(try await store.interruptedActionAttempts().isEmpty)
    clock.advance(by: .seconds(6))
    #expect(try await store.interruptedActionAttempts().map(\.id) == ["attempt"])
  }

  @Test("are lost by a dead node, and the resets that it was asked for are not")
  func requestedResets() async throws {
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    try await join("one")
    let attempt = ActionAttemptRecord(
      id: "attempt", workspaceID: house, sequence: 1, action: .resetSandbox, createdAt: .start)
    let request = try await database.write { transaction -> ClockRequest in
      try transaction.insert(attempt)
      return try transaction.request(at: .start) { $0.actionAttemptID = attempt.id }
    }
    clock.advance(by: .seconds(6))
    #expect(try await store.interruptedActionAttempts().isEmpty)
    try await database.write { try $0.remove(request) }
    #expect(try await store.interruptedActionAttempts().map(\.id) == ["attempt"])
  }

  @Test("of a node that leaves are free at once")
  func leaving() async throws {
    try await addWebhooks(4)
    try await join("one", "two")
    _ = try await store.takeUp(by: "one")
    try await store.noteLeaving("one")
    #expect(try await store.takeUp(by: "two")?.count == 1, "what the first one still has stays with it")
    try await store.remove("one")
    #expect(try await store.takeUp(by: "two")?.count == 4)
    #expect(try await count("one") == 0)
  }

  @Test("follow workspaces, accounts and webhooks")
  func subjects() async throws {
    try await database.write { transaction in
      try transaction.insertSite()
      try transaction.save(
        WorkspaceRecord(id: "real", name: "R", isSandbox: false, createdAt: .start, clockOffset: .zero))
    }
    let real = ConnectedAccountRecord.example(in: "real")
    try await database.write(in: "real") { try $0.insert(real, isVirtual: false, sealedCredentials: [1]) }
    try await addWebhooks(1)
    try await join("one")
    try await store.followSubjects()
    let held = try #require(try await store.takeUp(by: "one")).map(\.subject)
    #expect(
      Set(held) == [
        .sandbox(house), .account("account", in: "real", isInSandbox: false), .retention,
      ], "the sandbox's account goes with its clock, and the webhook is gone")
    let covered = try await database.read { connection in
      try held.map { ($0, try connection.connectedAccounts(under: $0)) }
    }
    for (subject, accounts) in covered {
      #expect(accounts.count == (subject == .retention ? 0 : 1))
      #expect(accounts.allSatisfy { subject.covers($0.id, in: $0.workspaceID) })
    }
  }

  @Test("are renewed with a look at what other nodes wait for, and at whether all are heard")
  func pulse() async throws {
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    var pulse = try await store.join(NodeRecord(id: "one", address: "here", version: "1"), for: life)
    #expect(pulse.nodes.map(\.id) == ["one"] && pulse.claimCount == 0 && !pulse.hasFreeClaims)
    #expect(pulse.syncRequestCount == 0 && pulse.openClockCount == 0 && pulse.clockMoves == 0)
    try await addWebhooks(2)
    try await database.write { transaction in
      try transaction.insert(SyncRequest(id: "request", workspaceID: house, acsSystemID: "site", believesAll: false))
      try transaction.saveClockOffset(.zero, standingAt: .start)
      _ = try transaction.request(at: .start) { $0.target = .start }
    }
    pulse = try #require(try await store.renew("one", for: life))
    #expect(pulse.claimCount == 2 && pulse.ownCount == 0 && pulse.hasFreeClaims && pulse.room == 3)
    #expect(pulse.syncRequestCount == 1 && pulse.openClockCount == 2 && pulse.clockMoves == 1)
    _ = try await store.takeUp(by: "one")
    pulse = try #require(try await store.renew("one", for: life))
    #expect(pulse.ownCount == 2 && !pulse.hasFreeClaims)
    #expect(pulse.nodes.map(\.isHeard) == [false], "its bell has no line")
  }
}
