import API
import Core
import Foundation
import Logging
import Store
import Synchronization
import Testing
import Wire

@testable import Engine

@Suite struct OldEvents {
  @Test func areForgottenAndTheNumbersGoOn() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString).sqlite").path
    let database = try Database(path: path, migrations: migrations)
    let time = Mutex(Instant(microseconds: 1_700_000_000_000_000))
    let clocks = WorkspaceClocks(system: SystemClock { time.withLock { $0 } })
    let house: ID<Workspace> = "house"
    try await database.write {
      try $0.save(WorkspaceRecord(id: house, name: "House", isSandbox: true, createdAt: .blank, clockOffset: .zero))
    }
    let retention = Retention(
      database: database, clocks: clocks, life: .seconds(10 * 86_400), logger: Logger(label: "test"))
    for day in 0..<30 {
      let now = clocks.now(in: house)
      try await database.write {
        try $0.append(Event(.acsUserCreated, EventSubject(), eventID: ID("\(day)"), at: now, workspaceID: house))
      }
      time.withLock { $0 = $0 + .seconds(86_400) }
    }
    try await retention.pass()
    let kept = try await database.read { try $0.events(after: 0, types: nil, limit: 100, in: house) }
    #expect(kept.map(\.sequence) == Array(21...30))

    time.withLock { $0 = $0 + .seconds(400 * 86_400) }
    try await retention.pass()
    let now = clocks.now(in: house)
    try await database.write {
      try $0.append(Event(.acsUserCreated, EventSubject(), eventID: "new", at: now, workspaceID: house))
    }
    #expect(try await database.read { try $0.events(after: 0, types: nil, limit: 100, in: house) }.map(\.sequence) == [30, 31])
    #expect(try await database.read { try $0.firstEventSequence(in: house) } == 30)
  }
}
