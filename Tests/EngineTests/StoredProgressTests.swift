import API
import Core
import Logging
import Synchronization
import TestKit
import Testing
import Wire

@testable import Engine
@testable import Store

@Suite("The progress of the sync of a site, as every node reads it")
struct StoredProgressTests {
  private let system: AcsSystemRecord = .example()
  private let database: Database
  private let clocks = WorkspaceClocks(system: ManualClock().system)
  private let store: NodeStore
  private let site = QuietSite(doors: 1)
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init() async throws {
    let system = system
    database = try freshDatabase()
    clocks.add(.example())
    store = NodeStore(database, clock: clocks.system)
    try await database.write { try $0.insertSite(system) }
    try await store.add(.sandbox(house))
    for node: ID<NodeRecord> in ["owner", "other"] {
      try await store.join(NodeRecord(id: node, address: "here", version: "1"), for: .seconds(60))
    }
  }

  /// A node that works for the site.
  private func owner() async throws -> Reconciler {
    let moment = ContinuousClock.now
    let lease = NodeLease(now: { moment })
    lease.extend(from: moment)
    let claims = Claims(in: store, under: lease)
    claims.replace(with: try #require(try await store.takeUp(by: "owner")))
    let reconciler = Reconciler(
      database: database, clocks: clocks,
      secrets: Secrets(seal: try Seal(key: Array(repeating: 7, count: Seal.keyLength))) { 128 },
      deadlines: Deadlines(), intervals: Intervals(progress: .milliseconds(1)), logger: logger)
    reconciler.add([system], of: site, under: try #require(claims.hold(on: .sandbox(house))))
    return reconciler
  }

  /// The progress in a single process.
  private func storedProgress(in database: Database) -> StoredProgress {
    StoredProgress(
      of: system, under: nil, database: database, clocks: clocks, intervals: Intervals(progress: .milliseconds(1)),
      logger: logger)
  }

  private func shown() async throws -> SyncProgress? {
    let id = system.id
    return try await database.read { try $0.syncProgress(of: [id], in: house)[id] }
  }

  private func wait(for phase: AccountSync.Phase) async throws {
    while try await shown()?.phase != phase { await Task.yield() }
  }

  private func save(_ progress: SyncProgress, under claim: Claim?) async throws {
    let id = system.id
    try await database.write { try $0.save(progress, of: id, under: claim) }
  }

  /// A sync that writes what it has read.
  private var writing: SyncProgress {
    var progress = SyncProgress()
    (progress.phase, progress.people) = (.writing, 7)
    return progress
  }

  @Test("is stored while the site is read, and at the end", .timeLimit(.minutes(1)))
  func reading() async throws {
    let reconciler = try await owner()
    for _ in 1...2 {
      site.state.withLock { $0.keepsPeople = true }
      let sync = Task { await reconciler.sync("account", in: house) }
      try await wait(for: .readingPeople)
      site.letGo()
      await sync.value
      let found = try #require(try await shown())
      #expect(found.phase == .idle && found.problem == nil)
      #expect(found.locks == 1 && found.groups == 1 && found.people == 5 && found.peopleWritten == 5)
    }
  }

  @Test("says why the last sync failed")
  func problem() async throws {
    let reconciler = try await owner()
    site.state.withLock { $0.peopleFault = .later(.unavailable, after: nil) }
    await reconciler.sync("account", in: house)
    #expect(try await shown()?.problem != nil)
    site.state.withLock { $0.peopleFault = nil }
    await reconciler.sync("account", in: house)
    let found = try #require(try await shown())
    #expect(found.problem == nil && found.people == 5)
  }

  @Test("is not running under a claim that is over")
  func lostClaim() async throws {
    let claims = try #require(try await store.takeUp(by: "owner"))
    let claim: Claim = try #require(claims.first)
    try await save(writing, under: claim)
    #expect(try await shown() == writing)
    try await store.giveBack(claims)
    #expect(try await shown()?.phase == .idle)
    _ = try #require(try await store.takeUp(by: "other"))
    let found = try #require(try await shown())
    #expect(found.phase == .idle && found.people == 7)
  }

  @Test("is not running after a single process has started again")
  func restart() async throws {
    try await save(writing, under: nil)
    #expect(try await shown() == writing)
    await storedProgress(in: database).takeUp()
    let found = try #require(try await shown())
    #expect(found.phase == .idle && found.people == 7)
  }

  @Test("is stored from when a sync that nobody requested finds something new", .timeLimit(.minutes(1)))
  func news() async throws {
    var known = writing
    known.phase = .idle
    try await save(known, under: nil)
    let progress = storedProgress(in: database)
    let storing = await progress.begin(isRequested: false)
    progress.note { $0.phase = .writing }
    #expect(try await shown()?.phase == .idle)
    progress.show()
    try await wait(for: .writing)
    await progress.end(storing)
    #expect(try await shown() == known)
  }

  @Test("is stored at the end where an earlier write failed, which may have been made", .timeLimit(.minutes(1)))
  func unknownOutcome() async throws {
    var known = writing
    known.phase = .idle
    try await save(known, under: nil)
    let engine = FailingEngine(database.engine) { $0 == 1 }
    let progress = storedProgress(in: Database(engine, identifiers: .seeded(2), brand: .acme))
    let storing = await progress.begin(isRequested: true)
    progress.note { $0.phase = .writing }
    while engine.writeCount == 0 { await Task.yield() }
    try await save(writing, under: nil)
    await progress.end(storing)
    #expect(try await shown() == known)
  }

  @Test("ends with its site")
  func deletedSite() async throws {
    try await save(writing, under: nil)
    try await database.write { try $0.delete(ConnectedAccountRecord.example()) }
    try await save(writing, under: nil)
    let isLeft = try await database.read {
      try $0.first("SELECT 1 FROM sync_progress WHERE workspace_id = ?", house, read: { _ in true }) ?? false
    }
    #expect(!isLeft)
  }
}
