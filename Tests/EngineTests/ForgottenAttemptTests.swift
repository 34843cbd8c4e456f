import API
import Core
import Logging
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("The pending attempts that a node has stored and does not work on")
struct ForgottenAttemptTests {
  private let database: Database
  private let claims: Claims
  private let clocks: WorkspaceClocks
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  private let unlock = ActionAttemptRecord(
    id: "unlock", workspaceID: house, sequence: 1,
    action: .move(
      ActionAttemptRecord.Door(
        .unlock, acsEntranceID: "door", acsSystemID: "system", connectedAccountID: "account", requester: nil)),
    createdAt: .start)
  private let scan = ActionAttemptRecord(
    id: "scan", workspaceID: house, sequence: 2,
    action: .reading(ActionAttemptRecord.CardReading(.scan, acsEncoderID: "door")), createdAt: .start)

  init() async throws {
    let (database, clock) = (try freshDatabase(), ManualClock())
    let store = NodeStore(database, clock: clock.system)
    self.database = database
    clocks = WorkspaceClocks(system: clock.system)
    claims = Claims(in: store, under: NodeLease())
    try await store.join(NodeRecord(id: "node", address: "here", version: "1"), for: .seconds(5))
    let attempts = [unlock, scan]
    try await database.write { transaction in
      try transaction.insertSite()
      for attempt in attempts { try transaction.insert(attempt) }
    }
  }

  private func state(of attempt: ID<ActionAttempt>) async throws -> ActionAttemptRecord.State? {
    try await database.read { try $0.actionAttempt(attempt, in: house)?.state }
  }

  private func doors() throws -> RemoteDoors {
    let seal = try Seal(key: Array(repeating: 7, count: Seal.keyLength))
    let secrets = Secrets(seal: seal) { 128 }
    let accounts = ProviderAccounts(
      at: [], database: database, seal: seal, clocks: clocks, deadlines: Deadlines(),
      reconciler: Reconciler(
        database: database, clocks: clocks, secrets: secrets, deadlines: Deadlines(), logger: logger),
      intake: EntryIntake(database: database, clocks: clocks, deadlines: Deadlines(), logger: logger),
      guests: GuestDirectory(), pins: [:], claims: claims, logger: logger)
    return RemoteDoors(
      database: database, clocks: clocks, secrets: secrets, gateway: accounts, claims: claims, logger: logger)
  }

  private func readers() -> CardReaders {
    CardReaders(database: database, clocks: clocks, claims: claims, logger: logger)
  }

  @Test("fail at the second look, since they may be about to begin at the first")
  func movements() async throws {
    let doors = try doors()
    var forgotten = ForgottenAttempts()
    await doors.closeForgotten(&forgotten)
    #expect(try await state(of: "unlock") == .pending)
    await doors.closeForgotten(&forgotten)
    let failure = ActionAttempt.Failure(
      type: "interrupted", message: "The database failed in the meantime; it is unknown whether the lock moved.")
    #expect(try await state(of: "unlock") == .failure(failure))
    #expect(try await state(of: "scan") == .pending, "this is the work of others")
  }

  @Test("are not those that wait for a card")
  func readings() async throws {
    let (working, restarted) = (readers(), readers())
    working.begin(CardReaders.Watch(scan, at: "system", lock: ExternalID("lock")) { _ in true })
    var forgotten = ForgottenAttempts()
    for _ in 0..<2 { await working.closeForgotten(&forgotten) }
    #expect(try await state(of: "scan") == .pending)
    for _ in 0..<2 { await restarted.closeForgotten(&forgotten) }
    let failure = ActionAttempt.Failure(
      type: "uncategorized_error", message: "The database failed in the meantime. Start again.")
    #expect(try await state(of: "scan") == .failure(failure))
  }
}
