import Synchronization

/// The embedded database: one thread that writes and several that read, each with a connection of its own.
///
/// Writes are committed in groups: whatever is waiting runs in savepoints inside one transaction, is synced once, and
/// then all callers are answered. A closure that throws is undone alone.
package final class Database: Sendable {
  /// How many writes share one sync at most.
  private static let groupMax = 256

  private let writer: Worker<WriteJob>
  private let readers: [Worker<ReadJob>]
  private let turn = Atomic<Int>(0)
  private let isWritable = Atomic(true)
  /// Whether a change went through since it was asked last.
  private let hasChanged = Atomic(false)
  private let isProbing = Atomic(false)
  /// Rings whenever the log of events has grown.
  package let bell = Bell()

  /// Opens or creates the file and brings it to the newest version.
  package init(path: String, readers: Int = 2, migrations: [Migration]) throws {
    try Connection.refuseUnknownVersion(ofFileAt: path, migrations)
    try Connection(path: path).migrate(migrations)
    let bell = bell
    writer = try Worker(path: path, batchMax: Self.groupMax) { jobs, connection in
      commitGroup(jobs, connection, bell)
    }
    var workers: [Worker<ReadJob>] = []
    for _ in 0..<readers {
      workers.append(try Worker(path: path, batchMax: 8) { jobs, connection in for job in jobs { job(connection) } })
    }
    self.readers = workers
  }

  /// Reads on a thread of its own. Several statements may see several states; see ``snapshot(_:)``.
  package func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    let reader = readers[turn.wrappingAdd(1, ordering: .relaxed).newValue & Int.max % readers.count]
    return try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let isTaken = reader.add { connection in continuation.resume(with: Result { try body(connection) }) }
      if !isTaken { continuation.resume(throwing: DatabaseError.closed) }
    }
  }

  /// Reads one state of the database with any number of statements.
  package func snapshot<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    try await read { connection in
      try connection.execute("BEGIN")
      defer { try? connection.execute("COMMIT") }
      return try body(connection)
    }
  }

  /// Writes. Once it returns, what was written is on disk.
  @discardableResult
  package func write<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
      let job = WriteJob { connection in
        let before = connection.changeCount
        let result = Result { try connection.savepoint { try body(connection) } }
        let hasChanged = connection.changeCount != before
        return { commit in
          // Whoever failed alone is told why, whatever became of the others.
          let end = if case .failure = result { result } else { commit.flatMap { result } }
          self.note(end, hasChanged)
          continuation.resume(with: end)
        }
      } refuse: { error in
        self.note(Result<T, any Error>.failure(error), false)
        continuation.resume(throwing: error)
      }
      let isTaken = writer.add(job)
      if !isTaken { continuation.resume(throwing: DatabaseError.closed) }
    }
  }

  /// A change that went through shows that there is room; a fault of the file shows that there may be none.
  private func note<T>(_ end: Result<T, any Error>, _ hasChanged: Bool) {
    switch end {
    case .success:
      guard hasChanged else { return }
      isWritable.store(true, ordering: .relaxed)
      self.hasChanged.store(true, ordering: .relaxed)
    case .failure(let error):
      switch error as? DatabaseError {
      case nil, .constraint, .closed: break
      default: isWritable.store(false, ordering: .relaxed)
      }
    }
  }

  /// Whether the last write went through.
  package var tookLastWrite: Bool { isWritable.load(ordering: .relaxed) }

  /// Whether writes go through. Where none did since this was asked last, one is tried, by one who asks at a time.
  package func takesWrites() async -> Bool {
    if hasChanged.exchange(false, ordering: .relaxed), tookLastWrite { return true }
    guard isProbing.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged else {
      return tookLastWrite
    }
    defer { isProbing.store(false, ordering: .relaxed) }
    do {
      // A count, since what stays as it is is not written.
      try await write { connection in
        try connection.run(
          """
          INSERT INTO write_probes (write_probe_id, count) VALUES (1, 1)
          ON CONFLICT (write_probe_id) DO UPDATE SET count = write_probes.count + 1
          """)
      }
      return true
    } catch {
      return false
    }
  }

  /// Works off what is waiting and closes the connections.
  package func close() {
    for reader in readers { reader.close() }
    writer.close()
  }
}

typealias ReadJob = @Sendable (Connection) -> Void

/// A write runs inside the group's transaction; what it returns answers its caller once the group's sync has ended.
struct WriteJob: Sendable {
  let run: @Sendable (Connection) -> (Result<Void, any Error>) -> Void
  /// Answers a write that was never run, because its group's transaction could not begin.
  let refuse: @Sendable (any Error) -> Void
}

private func commitGroup(_ jobs: [WriteJob], _ connection: Connection, _ bell: Bell) {
  var answers: [(Result<Void, any Error>) -> Void] = []
  let result = Result {
    try connection.transaction {
      for job in jobs {
        answers.append(job.run(connection))
        // A fault of the disk undoes the whole transaction, and what came next would be one of its own.
        guard connection.isInTransaction else { throw DatabaseError.undone }
      }
    }
  }
  let actions = connection.takeAfterCommitActions()
  let hasEvents = connection.takeEventsAppended()
  if case .success = result {
    for action in actions { action() }
    if hasEvents { bell.ring() }
  }
  for answer in answers { answer(result) }
  if case .failure(let error) = result { for job in jobs.dropFirst(answers.count) { job.refuse(error) } }
}

extension Connection {
  /// All or nothing, synced to disk at the end.
  func transaction(_ body: () throws -> Void) throws {
    try execute("BEGIN IMMEDIATE")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// All or nothing inside a transaction.
  func savepoint<T>(_ body: () throws -> T) throws -> T {
    let actions = takeAfterCommitActions()
    try execute("SAVEPOINT change")
    do {
      let value = try body()
      try execute("RELEASE change")
      restore(actions + takeAfterCommitActions())
      return value
    } catch {
      _ = takeAfterCommitActions()
      restore(actions)
      try? execute("ROLLBACK TO change")
      try? execute("RELEASE change")
      throw error
    }
  }
}
