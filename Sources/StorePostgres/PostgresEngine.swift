import API
import Store
import Synchronization
import Wire

/// A PostgreSQL database: threads that read and threads that write, each with its own connection.
///
/// The writes of one workspace run one after another, on this node and all others. They are committed in groups.
final class PostgresEngine: StorageEngine {
  private let address: PostgresAddress
  private let readers: Crew<Int>
  private let writers: Crew<WriteTurn>
  /// Writes without a turn. All writers may wait for workspaces that a stopped node has locked, and a node that cannot
  /// renew its row meanwhile would lose its claims as well.
  private let turnless: Crew<WriteTurn>
  private let reconnection: Reconnection
  private let count = Atomic<Int>(0)
  private let health = WriteHealth()
  private let patience: Duration
  /// The version that this program migrates to.
  private let version: Int

  /// Connects and migrates the database to the newest version.
  ///
  /// - Parameters:
  ///   - patience: how long a caller waits for a server that is away.
  ///   - isForCopy: whether the rows of a whole database will be written, which takes as long as it takes.
  ///   - report: is called with the reason why a later connection could not be opened, if it is a new one.
  init(
    _ address: PostgresAddress, readers: Int, writers: Int, migrations: [Migration], patience: Duration = .seconds(5),
    isForCopy: Bool = false, report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.address = address
    self.patience = patience
    version = migrations.last?.version ?? 0
    try PostgresSchema(migrations).migrate(at: address)
    let reconnection = Reconnection(report: report)
    self.reconnection = reconnection
    self.readers = Crew(of: readers, batchMax: 1) {
      PostgresLink(address, .reading, reconnection)
    } perform: { _, jobs, link in
      performRead(jobs, over: link)
    }
    let writingCrew = { (count: Int) in
      Crew<WriteTurn>(of: count, batchMax: PostgresWrites.groupMax) {
        PostgresLink(address, isForCopy ? .copying : .writing, reconnection)
      } perform: { turn, jobs, link in
        PostgresWrites(turn: turn, jobs: jobs, link: link).perform()
      }
    }
    self.writers = writingCrew(writers)
    // One of them may wait for the row of a claim.
    turnless = writingCrew(2)
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    // Each read has a key of its own, so that reads never wait for one another.
    let key = count.wrappingAdd(1, ordering: .relaxed).newValue
    return try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let job = PostgresJob(deadline: .now + patience) { session in
        let result = Result { try body(session) }
        return PostgresJob.Attempt(error: databaseError(of: result)) { _ in continuation.resume(with: result) }
      } refuse: { error in
        continuation.resume(throwing: error)
      }
      if !readers.add(job, to: key) { continuation.resume(throwing: DatabaseError.closed) }
    }
  }

  func write<T: Sendable>(
    in workspace: ID<Workspace>?, _ body: @escaping @Sendable (Session) throws -> T
  ) async throws -> T {
    try await write(workspace.map { .workspace($0.text) } ?? .outside, by: writers, body)
  }

  /// Writes all or nothing rows that no other lock protects than their own, such as those of nodes. It waits for no other
  /// write.
  func writeWithoutTurn<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await write(.none(count.wrappingAdd(1, ordering: .relaxed).newValue), by: turnless, body)
  }

  private func write<T: Sendable>(
    _ turn: WriteTurn, by crew: Crew<WriteTurn>, _ body: @escaping @Sendable (Session) throws -> T
  ) async throws -> T {
    let health = health
    return try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let job = PostgresJob(deadline: .now + patience) { session in
        let before = session.changeCount
        let result = Result { try session.savepoint { try body(session) } }
        let hasChanged = session.changeCount != before
        return PostgresJob.Attempt(error: databaseError(of: result)) { commit in
          // A write that failed alone gets its own error, whatever the result of the others.
          let end = if case .failure = result { result } else { commit.flatMap { result } }
          health.note(end, hasChanged)
          continuation.resume(with: end)
        }
      } refuse: { error in
        health.note(Result<T, any Error>.failure(error), false)
        continuation.resume(throwing: error)
      }
      if !crew.add(job, to: turn) { continuation.resume(throwing: DatabaseError.closed) }
    }
  }

  var dialect: Dialect {
    Dialect(
      clock: "(CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT))", sharing: " FOR SHARE",
      skippingLocked: " FOR UPDATE SKIP LOCKED")
  }

  var tookLastWrite: Bool { health.tookLastWrite }

  func takesWrites() async -> Bool {
    await health.takesWrites { try await write(in: nil) { try $0.writeProbe() } }
  }

  func supportsData() async throws -> Bool {
    let version = version
    return try await read { session in
      let text = "SELECT 1 FROM schema_version WHERE schema_version_id = 1 AND oldest_program > ?"
      return try session.first(text, [version]) { _ in true } == nil
    }
  }

  func copy(to path: String) async throws {
    throw DatabaseError.unsupported("a PostgreSQL database is copied with pg_dump")
  }

  /// Always nil. The server has checksums of its own, and a check of everything is the work of its administrator
  /// (`pg_amcheck`).
  func integrityFault() async throws -> String? { nil }

  func openLine(greeting: String, hear: @escaping @Sendable (LineNews) -> Void) throws -> (any TextLine)? {
    try PostgresListener(address, reconnection, greeting: greeting, hear: hear)
  }

  func close() {
    readers.close()
    writers.close()
    turnless.close()
    reconnection.close()
  }
}

private func databaseError<T>(of result: Result<T, any Error>) -> DatabaseError? {
  if case .failure(let error) = result { error as? DatabaseError } else { nil }
}
