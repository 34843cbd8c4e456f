import API
import Core
import Logging
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("What is due at a site")
struct SiteTimetableTests {
  private let database: Database
  private let clocks: WorkspaceClocks
  private let timetable: SiteTimetable

  init() async throws {
    let (database, clocks) = (try freshDatabase(), WorkspaceClocks(system: ManualClock().system))
    self.database = database
    self.clocks = clocks
    clocks.add(.example())
    timetable = SiteTimetable(
      system: .example(), database: database, clocks: clocks,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    try await database.write { transaction in
      try transaction.insertSite()
      try transaction.insert(AcsUserRecord.example())
      try transaction.setDue(Subject.user("user"), at: "system", .start)
    }
  }

  @Test("is put off for a second by an outage of the database, and stays due while the clock is played")
  func outage() async throws {
    #expect(await timetable.putOff(.user("user"), after: DatabaseError.unavailable) == nil)
    let later = Instant.start + .seconds(1)
    #expect(try await database.read { try $0.nextDue(in: house) } == later)
    clocks.stand(at: later, in: house)
    #expect(await timetable.putOff(.user("user"), after: DatabaseError.unavailable) == .unavailable)
    #expect(try await database.read { try $0.nextDue(in: house) } == later)
  }

  @Test("is put off by another failure even while the clock is played")
  func failure() async throws {
    clocks.stand(at: .start, in: house)
    #expect(await timetable.putOff(.user("user"), after: DatabaseError.constraint("a column")) == nil)
    #expect(try await database.read { try $0.nextDue(in: house) } == Instant.start + Backoff.ceiling)
  }
}
