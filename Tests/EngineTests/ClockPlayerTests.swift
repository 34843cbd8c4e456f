import API
import Core
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("A sandbox whose virtual cloud is another process")
struct ClockPlayerTests {
  private let manual = ManualClock()
  private let clocks: WorkspaceClocks
  private let player: ClockPlayer

  init() async throws {
    let database = try freshDatabase()
    let clocks = WorkspaceClocks(system: manual.system)
    self.clocks = clocks
    let (workspace, logger) = (WorkspaceRecord.example(), Logger(label: "test"))
    clocks.add(workspace)
    try await database.write { try $0.save(workspace) }
    let secrets = Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 }
    player = ClockPlayer(
      database: database, clocks: clocks,
      reconciler: Reconciler(
        database: database, clocks: clocks, secrets: secrets, deadlines: Deadlines(), logger: logger),
      intake: EntryIntake(database: database, clocks: clocks, deadlines: Deadlines(), logger: logger),
      deadlines: Deadlines(), logger: logger)
  }

  @Test("shows the cloud's time again after its clock was set, although the cloud ran on", arguments: [3600, -3600])
  func sameTime(seconds: Int) async throws {
    let offset = Mutex(Duration.zero)
    let manual = manual
    let agenda = VirtualAgenda(
      nextDue: { nil },
      play: { moment in
        offset.withLock { $0 = moment - manual.now }
        // Each step takes two seconds.
        manual.advance(by: .seconds(2))
      })
    await player.add(agenda, of: house)
    let target = clocks.now(in: house) + .seconds(seconds)
    _ = try await player.move(house, to: { _ in target }, timeout: .seconds(60))
    let cloud = manual.now + offset.withLock { $0 }
    #expect(clocks.now(in: house) == cloud)
    #expect(clocks.now(in: house) == target + .seconds(2))
  }
}
