import API
import Core
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("Requests of other nodes to sync sites")
struct SyncRequestTests {
  private let database: Database
  private let service: SyncRequests
  private let reconciler: Reconciler
  private let slow = QuietSite(doors: 1)

  init() async throws {
    let (database, clocks) = (try freshDatabase(), WorkspaceClocks(system: ManualClock().system))
    self.database = database
    clocks.add(.example())
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    reconciler = Reconciler(
      database: database, clocks: clocks,
      secrets: Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 },
      deadlines: Deadlines(answer: .milliseconds(10)), logger: logger)
    slow.state.withLock { $0.keepsLogin = true }
    reconciler.add([.example(id: "slow")], of: slow)
    reconciler.add([.example(id: "quick")], of: QuietSite(doors: 1))
    service = SyncRequests(database: database, clocks: clocks, reconciler: reconciler, logger: logger)
  }

  private func request(at system: ID<AcsSystem>) async throws -> SyncRequest {
    let request = SyncRequest(
      id: ID("request for \(system.text)"), workspaceID: house, acsSystemID: system, believesAll: false, signsIn: true)
    try await database.write { try $0.insert(request) }
    return request
  }

  private func isPending(_ request: SyncRequest) async throws -> Bool {
    try await database.read { try $0.isPending(request) }
  }

  @Test("do not wait for a slow site, and stay when the node stops before they end", .timeLimit(.minutes(1)))
  func slowSite() async throws {
    let slowRequest = try await request(at: "slow")
    let otherRequest = try await request(at: "of another node")
    let running = Task { try await service.run() }
    await slow.loginWasAsked()
    let quickRequest = try await request(at: "quick")
    try await database.bell.follow(.syncRequests) { _ in
      return try await isPending(quickRequest) ? .seconds(60) : nil
    }
    running.cancel()
    try await running.value
    #expect(try await isPending(slowRequest))
    #expect(try await isPending(otherRequest))
  }

  @Test("end with their site")
  func deletedSite() async throws {
    try await database.write { try $0.insertSite(.example(id: "slow")) }
    let ended = try await request(at: "slow")
    let other = try await request(at: "of another node")
    try await database.write { try $0.delete(ConnectedAccountRecord.example()) }
    #expect(try await !isPending(ended))
    #expect(try await isPending(other))
  }

  @Test("stay where the node that carries them out has lost the site, and does not know it yet")
  func lostSite() async throws {
    let claims = Claims(in: NodeStore(database, clock: ManualClock().system), under: NodeLease())
    // The database has no such claim.
    claims.replace(with: [Claim(on: .sandbox(house), of: "node", number: 1)])
    let hold = try #require(claims.hold(on: .sandbox(house)))
    reconciler.add([.example(id: "lost")], of: QuietSite(doors: 1), under: hold)
    let lostRequest = try await request(at: "lost")
    #expect(await !service.carryOut([lostRequest], at: "lost"))
    #expect(try await isPending(lostRequest))
  }

  @Test("go on after the caller has its answer, for which it does not wait long", .timeLimit(.minutes(1)))
  func slowOwner() async throws {
    try await database.write { try $0.insertSite(.example(id: "of another node")) }
    try await NodeStore(database, clock: ManualClock().system)
      .join(NodeRecord(id: "node", address: "here", version: "1"), for: .seconds(60))
    #expect(await reconciler.syncBelievingAll(.example(id: "of another node")))
    var found: [SyncRequest] = []
    try await database.bell.follow(.syncRequests) { _ in
      found = try await database.read { try $0.syncRequests() }
      return found.isEmpty ? .seconds(60) : nil
    }
    let request = try #require(found.first)
    #expect(request.acsSystemID == "of another node" && request.believesAll)
    // Otherwise it would be waited for after the test.
    try await database.write { try $0.remove(request) }
  }
}
