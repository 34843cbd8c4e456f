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
  @Test("reports an outage of the database that breaks a move off")
  func outage() async throws {
    let (database, clocks) = (try freshFile(), WorkspaceClocks(system: ManualClock().system))
    defer { database.close() }
    clocks.add(.example())
    try await database.write { try $0.save(WorkspaceRecord.example()) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let secrets = Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 }
    let player = ClockPlayer(
      database: database, clocks: clocks,
      reconciler: Reconciler(
        database: database, clocks: clocks, secrets: secrets, deadlines: Deadlines(), logger: logger),
      intake: EntryIntake(database: database, clocks: clocks, deadlines: Deadlines(), logger: logger),
      deadlines: Deadlines(), logger: logger)
    // From now on writes fail, and reads do not.
    try await database.write { try $0.session.execute("PRAGMA query_only = ON") }
    let error = await #expect(throws: DatabaseError.self) {
      try await player.move(house, to: { $0 + .seconds(60) }, timeout: .seconds(60))
    }
    #expect(error?.isOutage == true)
  }
}
