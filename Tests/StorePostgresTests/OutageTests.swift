import API
import TestKit
import Testing
import Wire

@testable import Store
@testable import StorePostgres

/// An engine, and another connection to its database.
private struct Fixture {
  let address: PostgresAddress
  let engine: PostgresEngine
  let other: Session

  init(patience: Duration = .seconds(5), report: @escaping @Sendable (String) -> Void = { _ in }) throws {
    address = try PostgresAddress(TestDatabase.emptyAddress())
    engine = try PostgresEngine(
      address, readers: 2, writers: 3, migrations: migrations, patience: patience, report: report)
    other = Session(try PostgresSession(address, for: .migrating))
    try other.execute("CREATE TABLE t (n BIGINT PRIMARY KEY)")
    try other.execute(
      """
      INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at) VALUES ('house', '', 0, 0), ('other', '', 0, 0)
      """)
  }

  /// Ends the connections of the engine.
  func cut() throws { try other.cutOthers() }

  /// Waits until some connections wait for a lock.
  func waitForLock(of count: Int = 1) async throws {
    let text = """
      SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
      """
    while try (other.number(text) ?? 0) < count {
      await Task.yield()
      // A transaction sees the same activity again otherwise.
      try other.execute("SELECT pg_stat_clear_snapshot()")
    }
  }
}

extension PostgresEngine {
  fileprivate var count: Int {
    get async throws { try await read { try $0.number("SELECT COUNT(*) FROM t") ?? 0 } }
  }

  fileprivate func insert(_ number: Int, in workspace: ID<Workspace>) async throws {
    try await write(in: workspace) { _ = try $0.run("INSERT INTO t (n) VALUES (?)", [number]) }
  }
}

@Suite("An engine on PostgreSQL", .enabled(if: TestDatabase.isPostgres), .timeLimit(.minutes(1)))
struct OutageTests {
  @Test("goes on after its connections were ended")
  func reconnection() async throws {
    let fixture = try Fixture()
    try await fixture.engine.insert(1, in: "house")
    #expect(try await fixture.engine.count == 1)
    try fixture.cut()
    try await fixture.engine.insert(2, in: "house")
    #expect(try await fixture.engine.count == 2)
    fixture.engine.close()
  }

  @Test("writes in one workspace after another writer of it, and in others meanwhile")
  func lockOfWorkspace() async throws {
    let fixture = try Fixture()
    try fixture.other.execute("BEGIN")
    try fixture.other.execute("SELECT 1 FROM workspaces WHERE workspace_id = 'house' FOR UPDATE")
    let engine = fixture.engine
    let waiting = Task { try await engine.write(in: "house") { _ in ContinuousClock.now } }
    try await fixture.waitForLock()
    try await fixture.engine.insert(2, in: "other")
    try await fixture.engine.writeWithoutTurn { _ = try $0.run("INSERT INTO t (n) VALUES (3)") }
    let released = ContinuousClock.now
    try fixture.other.execute("COMMIT")
    #expect(try await waiting.value >= released)
    fixture.engine.close()
  }

  @Test("renews a node while all of its writers wait for workspaces that another node has locked")
  func lockOfAllWriters() async throws {
    let fixture = try Fixture()
    let houses = (1...3).map { ID<Workspace>("house-\($0)") }
    try fixture.other.execute(
      """
      INSERT INTO workspaces (workspace_id, name, is_sandbox, created_at)
      SELECT 'house-' || n, '', 0, 0 FROM generate_series(1, 3) n
      """)
    try fixture.other.execute("BEGIN")
    try fixture.other.execute("SELECT 1 FROM workspaces FOR UPDATE")
    let engine = fixture.engine
    let waiting = houses.map { house in Task { try await engine.write(in: house) { _ in ContinuousClock.now } } }
    try await fixture.waitForLock(of: houses.count)
    try await engine.writeWithoutTurn { _ = try $0.run("INSERT INTO t (n) VALUES (1)") }
    let released = ContinuousClock.now
    try fixture.other.execute("COMMIT")
    for task in waiting { #expect(try await task.value >= released) }
    engine.close()
  }

  @Test("makes a change once whose connection breaks while it is committed")
  func brokenCommit() async throws {
    let fixture = try Fixture()
    // The commit waits in a trigger.
    try fixture.other.execute(
      """
      CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'
      """)
    try fixture.other.execute(
      """
      CREATE CONSTRAINT TRIGGER waiting AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION wait()
      """)
    _ = try fixture.other.first("SELECT 1 FROM (SELECT pg_advisory_lock(?)) locked", [1]) { _ in }
    let engine = fixture.engine
    let writing = Task { try await engine.insert(1, in: "house") }
    try await fixture.waitForLock()
    try fixture.cut()
    _ = try fixture.other.first("SELECT 1 FROM (SELECT pg_advisory_unlock(?)) unlocked", [1]) { _ in }
    try await writing.value
    #expect(try await fixture.engine.count == 1)
    fixture.engine.close()
  }

  @Test("knows what became of a transaction, but not of one in another history of the server or before its crash")
  func outcome() async throws {
    let fixture = try Fixture()
    let found = try await fixture.engine.write(in: "house") { session in
      try session.first("SELECT \(PostgresTransaction.columns)", [], PostgresTransaction.read)
    }
    let transaction = try #require(found)
    let link = PostgresLink(fixture.address, .writing, Reconnection())
    let soon = ContinuousClock.now + .seconds(5)
    let life = try link.open(until: soon).serverLife
    #expect(!life.isEmpty)
    #expect(link.outcome(of: transaction, begunIn: life, until: soon) == .committed)
    #expect(link.outcome(of: transaction, begunIn: "before a crash", until: soon) == .unknown)
    let lost = PostgresTransaction(number: transaction.number, timeline: "other")
    #expect(link.outcome(of: lost, begunIn: life, until: soon) == .unknown)
    fixture.engine.close()
  }

  @Test("fails soon while the server is away, reports why, and then writes again")
  func away() async throws {
    let (reasons, reported) = AsyncStream.makeStream(of: String.self)
    let fixture = try Fixture(patience: .milliseconds(100)) { reported.yield($0) }
    let name = try #require(fixture.address.options["dbname"])
    let server = try PostgresSession(PostgresAddress(try #require(TestDatabase.server)), for: .migrating)
    try server.execute("ALTER DATABASE \(name) ALLOW_CONNECTIONS false")
    try fixture.cut()
    await #expect(throws: DatabaseError.unavailable) { try await fixture.engine.count }
    await #expect(throws: DatabaseError.unavailable) { try await fixture.engine.insert(1, in: "house") }
    #expect(!fixture.engine.tookLastWrite)
    try server.execute("ALTER DATABASE \(name) ALLOW_CONNECTIONS true")
    while await !fixture.engine.takesWrites() {}
    #expect(fixture.engine.tookLastWrite)
    fixture.engine.close()
    reported.finish()
    let reason = await reasons.first { _ in true }
    // The words depend on the server's language.
    #expect(reason?.contains(name) == true)
  }

  @Test("gives up a server that falls silent while a connection is set up")
  func silence() throws {
    let address = try PostgresAddress(TestDatabase.emptyAddress())
    let connection = try PostgresConnection(address, for: .listening) { _ in }
    #expect(throws: DatabaseError.unavailable) { try connection.apply("SELECT pg_sleep(600)", by: .now) }
    #expect(connection.isSilent && connection.isBroken)
  }

  @Test("fails a statement with more values than the server takes, and no other one")
  func tooManyValues() async throws {
    let fixture = try Fixture(patience: .milliseconds(100))
    let values: [any SQLValue] = (0...65_535).map { $0 as any SQLValue }
    let places = values.map { _ in "?" }.joined(separator: ", ")
    let text = "SELECT COUNT(*) FROM t WHERE n IN (\(places))"
    let engine = fixture.engine
    await #expect(throws: DatabaseError.tooManyValues) { try await engine.read { try $0.number(text, values) } }
    await #expect(throws: DatabaseError.tooManyValues) {
      try await engine.write(in: "house") { try $0.number(text, values) }
    }
    #expect(try await engine.count == 0)
    engine.close()
  }

  @Test("refuses a database that sorts texts by a language")
  func sorting() throws {
    let address = try PostgresAddress(TestDatabase.emptyAddress("LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"))
    let refusal = DatabaseError.unsupported(
      "the database must have been created with TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C', and without ICU")
    #expect(throws: refusal) { try PostgresEngine(address, readers: 1, writers: 1, migrations: migrations) }
  }

  @Test("sets no limits to the time of a copy")
  func copying() async throws {
    let engine = try PostgresEngine(
      PostgresAddress(TestDatabase.emptyAddress()), readers: 1, writers: 1, migrations: migrations, isForCopy: true)
    let limits = try await engine.write(in: nil) { session in
      try ["idle_in_transaction_session_timeout", "lock_timeout", "statement_timeout"].map { name in
        try session.first("SELECT current_setting(?)", [name]) { row in
          var columns = row.columns
          return columns.text()
        }
      }
    }
    #expect(limits == ["0", "0", "0"])
    #expect(PostgresPurpose.copying.replyMax == nil)
    engine.close()
  }

  @Test("migrates once if several nodes start together, and lets an older program run beside a newer one")
  func migrating() async throws {
    let address = try PostgresAddress(TestDatabase.emptyAddress())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask { try PostgresEngine(address, readers: 1, writers: 1, migrations: migrations).close() }
      }
      try await group.waitForAll()
    }
    let newest = try #require(migrations.last).version
    let added = Migration(version: newest + 1, statements: ["CREATE TABLE added (n INTEGER)"])
    let ending = Migration(version: newest + 2, statements: ["DROP TABLE added"], endsOlderPrograms: true)
    try PostgresEngine(address, readers: 1, writers: 1, migrations: migrations + [added]).close()
    let older = try PostgresEngine(address, readers: 1, writers: 1, migrations: migrations)
    #expect(try await older.supportsData())
    try PostgresEngine(address, readers: 1, writers: 1, migrations: migrations + [added, ending]).close()
    #expect(try await !older.supportsData(), "a step has ended it while it ran")
    older.close()
    #expect(throws: DatabaseError.newerVersion(found: newest + 2, supported: newest)) {
      try PostgresEngine(address, readers: 1, writers: 1, migrations: migrations)
    }
  }
}
