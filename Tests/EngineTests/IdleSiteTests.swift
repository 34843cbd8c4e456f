import API
import Core
import Foundation
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("A site where nothing happens")
final class IdleSiteTests: Sendable {
  private let account: ID<ConnectedAccount> = "account"
  private let manual = ManualClock()
  private let database: Database
  private let clocks: WorkspaceClocks
  private let logger = Logger(label: "test")

  init() async throws {
    database = try freshDatabase()
    let manual = manual
    clocks = WorkspaceClocks(system: SystemClock { manual.now })
    let workspace = WorkspaceRecord.example(createdAt: manual.now)
    clocks.add(workspace)
    try await database.write { try $0.save(workspace) }
  }

  /// Connects an account with the site, and reads it completely.
  private func connect(_ site: QuietSite) async throws -> (Reconciler, EntryIntake, AcsSystemRecord) {
    let account = account
    let record = ConnectedAccountRecord.example(createdAt: manual.now)
    try await database.write { try $0.insert(record, isVirtual: true, sealedCredentials: [1]) }
    try await AccountImport(provider: site, deadlines: Deadlines())
      .run(record, into: database, now: manual.now)
    let reconciler = Reconciler(
      database: database, clocks: clocks,
      secrets: Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 },
      // A slow machine must not store the progress of a sync that finds nothing new.
      deadlines: Deadlines(), intervals: Intervals(progress: .seconds(3600)), logger: logger)
    let intake = EntryIntake(
      database: database, clocks: clocks, deadlines: Deadlines(), logger: logger)
    let systems = try await database.read { try $0.acsSystems(of: account, in: house) }
    reconciler.add(systems, of: site)
    intake.add(systems, of: site)
    for _ in 0..<3 {
      manual.advance(by: .seconds(60))
      await reconciler.sync(account, in: house)
      await reconciler.observe(house)
      await intake.poll(house)
    }
    return (reconciler, intake, try #require(systems.first { $0.site != nil }))
  }

  private func changeCount() async throws -> Int64 { try await database.write { $0.session.changeCount } }

  /// Half an hour, with a look each minute and a reading every ten minutes.
  private func passHalfAnHour(_ reconciler: Reconciler, _ intake: EntryIntake) async throws {
    for minute in 1...30 {
      manual.advance(by: .seconds(60))
      await reconciler.observe(house)
      await intake.poll(house)
      try await reconciler.settle(house)
      if minute % 10 == 0 { await reconciler.sync(account, in: house) }
    }
  }

  @Test("writes nothing but a heartbeat, however many doors it has", arguments: [4, 400])
  func heartbeatOnly(doors: Int) async throws {
    let site = QuietSite(doors: doors)
    // The last entry is too old for others to arrive late.
    site.state.withLock {
      $0.entries = [
        ObservedEntry(
          id: ExternalID("entry"), lock: ExternalID("lock 0"), person: nil, occurredAt: manual.now - .seconds(3600),
          means: .handle, occurrence: .opened)
      ]
    }
    let (reconciler, intake, system) = try await connect(site)
    let before = try await (contents(), changeCount())
    try await passHalfAnHour(reconciler, intake)
    #expect(try await contents() == before.0)
    // A look takes one write. A reading takes two: the row, and the mark that it was a reading.
    #expect(try await changeCount() - before.1 == 30 + 3 * 2)
    #expect(try await database.read { try $0.lookedAt(system.id, in: house) } == manual.now)
  }

  @Test("is written again where a door, an IQ, a group, a seat, a card or a person changes")
  func changes() async throws {
    let site = QuietSite(doors: 20)
    let (reconciler, intake, _) = try await connect(site)
    let changes: [(String, @Sendable (inout QuietSite.State) -> Void)] = [
      ("lock", { $0.locks[3].isPrivacyMode = true }), ("iq", { $0.locks[3].iq?.isOnline = false }),
      ("battery", { $0.locks[4].batteryLevel = "low" }), ("group", { $0.groups[0].locks.removeLast() }),
      ("hours", { $0.groups[1].hours = .limited }), ("seat", { $0.seatsUsed = 49 }),
      ("card", { $0.tags.append(Tag(id: ExternalID("other"), number: "0002")) }),
      ("person", { $0.users[2].isSubscribed = false }),
    ]
    for (name, change) in changes {
      let before = try await contents()
      site.state.withLock { change(&$0) }
      try await passHalfAnHour(reconciler, intake)
      let after = try await contents()
      #expect(after != before, "\(name)")
      try await passHalfAnHour(reconciler, intake)
      #expect(try await contents() == after, "\(name)")
    }
  }

  @Test("has its list of entries read seldom beside a stream, and often once that is lost", .timeLimit(.minutes(1)))
  func stream() async throws {
    let site = QuietSite(doors: 1)
    let (_, _, system) = try await connect(site)
    let intake = SiteEntryIntake(
      system: system, site: site.id, provider: site, database: database, clocks: clocks,
      deadlines: Deadlines(),
      intervals: Intervals(entries: .milliseconds(1), entriesBesideStream: .seconds(86_400)), logger: logger)
    #expect(await intake.interval == .milliseconds(1))
    let following = Task { await intake.follow() }
    var readings = site.readings.makeAsyncIterator()
    // Three belong to the connection, and one to the opened stream.
    for _ in 0..<4 { await readings.next() }
    await intake.poll()
    #expect(await intake.interval == .seconds(86_400))
    let polling = Task { await intake.pollFromTimeToTime() }
    for _ in 0..<2 { await readings.next() }
    site.breakStream()
    for _ in 0..<20 { await readings.next() }
    #expect(await intake.interval == .milliseconds(1))
    following.cancel()
    polling.cancel()
    await following.value
    await polling.value
  }

  /// Every row of every table except the heartbeat, as text.
  private func contents() async throws -> [String: [String]] {
    try await database.read { connection in
      var contents: [String: [String]] = [:]
      for (table, columns) in try connection.columnsOfTables()
      where table != "acs_system_looks" && table != "acs_system_heartbeats" {
        contents[table] = try connection.texts(of: table, columns)
      }
      return contents
    }
  }
}
