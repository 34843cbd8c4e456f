import API
import Core
import Logging
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("The player of a sandbox's clock")
struct ClockPlayerTests {
  private let database: Database
  private let clocks: WorkspaceClocks

  init() async throws {
    let (database, clocks) = (try freshFile(), WorkspaceClocks(system: ManualClock().system))
    self.database = database
    self.clocks = clocks
    clocks.add(.example())
    try await database.write { try $0.insertSite() }
  }

  /// Makes something due at once.
  private func insertDueUser() async throws {
    try await database.write { transaction in
      try transaction.insert(AcsUserRecord.example())
      try transaction.setDue(Subject.user("user"), at: "system", .start)
    }
  }

  /// - Parameter engine: the engine for the work at the sites.
  private func clockPlayer(_ engine: any StorageEngine) throws -> ClockPlayer {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let secrets = Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 }
    let reconciler = Reconciler(
      database: Database(engine, identifiers: .seeded(2), brand: .acme), clocks: clocks, secrets: secrets,
      deadlines: Deadlines(), logger: logger)
    reconciler.add([.example()], of: QuietSite(doors: 1))
    return ClockPlayer(
      database: database, clocks: clocks, reconciler: reconciler,
      intake: EntryIntake(database: database, clocks: clocks, deadlines: Deadlines(), logger: logger),
      deadlines: Deadlines(), logger: logger)
  }

  @Test("reports an outage of the database that breaks a move off")
  func outage() async throws {
    let player = try clockPlayer(database.engine)
    // From now on writes fail, and reads do not.
    try await database.write { try $0.session.execute("PRAGMA query_only = ON") }
    let error = await #expect(throws: DatabaseError.self) {
      try await player.move(house, to: { $0 + .seconds(60) }, timeout: .seconds(60))
    }
    #expect(error?.isOutage == true)
  }

  @Test("goes no further once an outage of the database has ended a pass over a site")
  func outageOfPass() async throws {
    try await insertDueUser()
    let engine = FailingEngine(database.engine) { _ in true }
    let player = try clockPlayer(engine)
    await #expect(throws: FailingEngine.outage) {
      try await player.move(house, to: { $0 + .seconds(86_400) }, timeout: .seconds(60))
    }
    #expect(clocks.now(in: house) == .start)
    #expect(engine.writeCount == 1)
  }

  @Test("goes no further once an outage of the database has ended the work for a user at a site")
  func outageOfUser() async throws {
    try await insertDueUser()
    // Only the second of three writes fails: the one that plans the call.
    let engine = FailingEngine(database.engine) { $0 % 3 == 2 }
    let player = try clockPlayer(engine)
    await #expect(throws: FailingEngine.outage) {
      try await player.move(house, to: { $0 + .seconds(86_400) }, timeout: .seconds(60))
    }
    #expect(clocks.now(in: house) == .start)
    #expect(engine.writeCount == 2)
    #expect(try await database.read { try $0.nextDue(in: house) } == .start)
  }
}
