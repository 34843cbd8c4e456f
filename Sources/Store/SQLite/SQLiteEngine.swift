import API
import Synchronization
import Wire

/// The embedded database: one thread that writes and several that read, each with its own session.
///
/// Writes are committed in groups: all waiting writes run in savepoints inside one transaction, which is synced once,
/// and then all callers return. A closure that throws is rolled back alone.
final class SQLiteEngine: StorageEngine {
  /// Maximum number of writes per sync.
  private static let groupMax = 256

  private let writer: Worker<WriteJob>
  private let readers: [Worker<ReadJob>]
  private let turn = Atomic<Int>(0)
  private let health = WriteHealth()

  /// Opens or creates the file and migrates it to the newest version.
  init(path: String, readers: Int, migrations: [Migration]) throws {
    try Session.refuseUnknownVersion(ofFileAt: path, migrations)
    try Session(SQLiteSession(path: path)).migrate(migrations)
    writer = Worker(Session(try SQLiteSession(path: path)), batchMax: Self.groupMax, perform: commitGroup)
    var workers: [Worker<ReadJob>] = []
    for _ in 0..<readers {
      let session = Session(try SQLiteSession(path: path))
      workers.append(Worker(session, batchMax: 8) { jobs, session in for job in jobs { job(session) } })
    }
    self.readers = workers
  }

  /// Reads on a thread that only reads.
  func read<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await run { session in try session.snapshot { try body(session) } }
  }

  /// Runs statements outside of any transaction, on a thread that only reads.
  private func run<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let reader = readers[turn.wrappingAdd(1, ordering: .relaxed).newValue & Int.max % readers.count]
    return try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let isTaken = reader.add { session in continuation.resume(with: Result { try body(session) }) }
      if !isTaken { continuation.resume(throwing: DatabaseError.closed) }
    }
  }

  /// Writes on the only thread that writes, whatever the workspace is.
  func write<T: Sendable>(
    in _: ID<Workspace>? = nil, _ body: @escaping @Sendable (Session) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let job = WriteJob { session in
        let before = session.changeCount
        let result = Result { try session.savepoint { try body(session) } }
        let hasChanged = session.changeCount != before
        return { commit in
          // A write that failed alone gets its own error, whatever the result of the others.
          let end = if case .failure = result { result } else { commit.flatMap { result } }
          self.health.note(end, hasChanged)
          continuation.resume(with: end)
        }
      } refuse: { error in
        self.health.note(Result<T, any Error>.failure(error), false)
        continuation.resume(throwing: error)
      }
      let isTaken = writer.add(job)
      if !isTaken { continuation.resume(throwing: DatabaseError.closed) }
    }
  }

  var tookLastWrite: Bool { health.tookLastWrite }

  func takesWrites() async -> Bool {
    await health.takesWrites { try await write { try $0.writeProbe() } }
  }

  var dialect: Dialect { .sqlite }

  func copy(to path: String) async throws {
    try await run { session in _ = try session.run("VACUUM INTO ?", [path]) }
  }

  func integrityFault() async throws -> String? {
    let found = try await read { session in
      try session.first("PRAGMA integrity_check(1)", []) { row in
        var columns = row.columns
        return columns.text()
      }
    }
    return found == "ok" ? nil : found
  }

  func close() {
    for reader in readers { reader.close() }
    writer.close()
  }
}

typealias ReadJob = @Sendable (Session) -> Void

/// Runs a write inside the group's transaction. The returned closure resumes the caller after the group's sync.
struct WriteJob: Sendable {
  let run: @Sendable (Session) -> (Result<Void, any Error>) -> Void
  /// Fails a write that was never run, because its group's transaction could not begin.
  let refuse: @Sendable (any Error) -> Void
}

@Sendable private func commitGroup(_ jobs: [WriteJob], _ session: Session) {
  var answers: [(Result<Void, any Error>) -> Void] = []
  let result = Result {
    try session.transaction {
      for job in jobs {
        answers.append(job.run(session))
        // A disk fault rolls back the whole transaction, and further statements would run in another one.
        guard session.isInTransaction else { throw DatabaseError.undone }
      }
    }
  }
  let actions = session.takeAfterCommitActions()
  if case .success = result { for action in actions { action() } }
  for answer in answers { answer(result) }
  if case .failure(let error) = result { for job in jobs.dropFirst(answers.count) { job.refuse(error) } }
}

extension Session {
  /// Runs all statements on the same state.
  fileprivate func snapshot<T>(_ body: () throws -> T) throws -> T {
    try run("BEGIN")
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      if isInTransaction { try run("ROLLBACK") }
      throw error
    }
  }

  /// Runs the body in a transaction, all or nothing, and syncs it to disk.
  func transaction(_ body: () throws -> Void) throws {
    try run("BEGIN IMMEDIATE")
    do {
      try body()
      try run("COMMIT")
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }
}
