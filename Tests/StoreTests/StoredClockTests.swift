import API
import Core
import TestKit
import Testing
import Wire

@testable import Store

@Suite("The stored clock of a sandbox")
struct StoredClockTests {
  private let database: Database

  init() throws { database = try freshDatabase() }

  @Test("has a larger number each time that it is set, and stands until it is set again")
  func moves() async throws {
    #expect(try await database.read { try $0.storedClocks().isEmpty })
    try await database.write { transaction in
      try transaction.save(WorkspaceRecord.example())
      try transaction.saveClockOffset(.seconds(60), standingAt: .start)
    }
    let first = try #require(try await database.read { try $0.storedClock(of: house) })
    #expect(first.offset == .seconds(60))
    #expect(first.standsAt == .start)
    try await database.write { try $0.saveClockOffset(.seconds(90)) }
    let second = try #require(try await database.read { try $0.storedClock(of: house) })
    #expect(second.standsAt == nil)
    #expect(second.moves == first.moves + 1)
  }

  @Test("is requested in the order of the requests, and the time that an advance leads to is kept")
  func requests() async throws {
    let advance = try await database.write { try $0.request(at: .start) { $0.step = .seconds(60) } }
    let reset = try await database.write { try $0.request(at: .start) { $0.actionAttemptID = "attempt" } }
    #expect(try await database.read { try $0.clockRequests() } == [advance, reset])
    try await database.write { try $0.save(Instant.start + .seconds(60), of: advance) }
    #expect(try await database.read { try $0.clockRequests().first?.target } == Instant.start + .seconds(60))
    try await database.write { try $0.remove(advance) }
    #expect(try await database.read { try $0.isPending(advance) } == false)
    #expect(try await database.read { try $0.isPending(reset) })
  }
}
