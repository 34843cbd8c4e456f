import API
import Core
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("The clock of a sandbox that another node sets")
struct WorkspaceClocksTests {
  private let database: Database
  private let clock = ManualClock()
  private let clocks: WorkspaceClocks

  init() throws {
    database = try freshDatabase()
    clocks = WorkspaceClocks(system: clock.system)
  }

  private func stored() async throws -> StoredClock {
    try #require(try await database.read { try $0.storedClock(of: house) })
  }

  @Test("stands and runs here as it is stored, and an older state is not followed")
  func following() async throws {
    let moment = clock.now + .seconds(60)
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.saveClockOffset(.seconds(60), standingAt: moment)
    }
    let standing = try await stored()
    clocks.follow(standing, of: house)
    clock.advance(by: .seconds(5))
    #expect(clocks.now(in: house) == moment)
    try await database.write { try $0.saveClockOffset(.seconds(90)) }
    clocks.follow(try await stored(), of: house)
    clocks.follow(standing, of: house)
    #expect(clocks.now(in: house) == clock.now + .seconds(90))
  }
}
