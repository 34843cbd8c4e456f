import Store

/// Commits the writes of one turn as a group, while no other writer with this turn runs, on any node.
///
/// Each job runs in a savepoint, and a job that fails is undone alone.
struct PostgresWrites {
  /// The maximum number of jobs in a group. The lock of the workspace is held for all of them.
  static let groupMax = 64
  private static let groupTime = Duration.milliseconds(50)

  let turn: WriteTurn
  let jobs: [PostgresJob]
  let link: PostgresLink

  /// - Returns: the jobs that have not run.
  func perform() -> [PostgresJob] {
    let deadline = jobs[0].deadline
    var attemptCount = 0
    while true {
      do {
        attemptCount += 1
        return try commitGroup(on: try link.open(until: deadline), until: deadline)
      } catch {
        guard mayRepeat(after: error, attemptCount, deadline) else {
          link.rollBack()
          for job in jobs { job.refuse(error) }
          return []
        }
        link.rollBack()
        if attemptCount > 1 { link.pause() }
      }
    }
  }

  /// - Throws: an error that undid the whole group.
  private func commitGroup(
    on opened: PostgresLink.Opened, until deadline: ContinuousClock.Instant
  ) throws -> [PostgresJob] {
    let session = opened.session
    let start = ContinuousClock.now
    var answers: [(Result<Void, any Error>) -> Void] = []
    let transaction = try takeTurn(session)
    for job in jobs {
      let attempt = job.run(session)
      if let error = attempt.error, error.allowsRepeat { throw error }
      guard !opened.base.isBroken else { throw DatabaseError.unavailable }
      // A failed job whose savepoint cannot be undone ends the whole group.
      guard !opened.base.hasFailedTransaction else { throw DatabaseError.undone }
      answers.append(attempt.answer)
      if start.duration(to: .now) > Self.groupTime { break }
    }
    let result: Result<Void, any Error>
    do {
      try opened.base.commit()
      result = .success(())
    } catch {
      guard opened.base.isBroken else { throw error }
      switch link.outcome(of: transaction, begunIn: opened.serverLife, until: deadline) {
      case .committed: result = .success(())
      case .undone: throw DatabaseError.unavailable
      case .unknown: result = .failure(DatabaseError.unknownOutcome)
      }
    }
    let actions = session.takeAfterCommitActions()
    if case .success = result { for action in actions { action() } }
    for answer in answers { answer(result) }
    return Array(jobs.dropFirst(answers.count))
  }

  /// Begins the transaction, and waits for its turn.
  ///
  /// - Returns: what identifies the transaction after its connection is lost.
  private func takeTurn(_ session: Session) throws -> PostgresTransaction {
    try session.post("BEGIN ISOLATION LEVEL READ COMMITTED")
    let columns = PostgresTransaction.columns
    let own = "SELECT \(LockedWorkspace.columns) FROM workspaces WHERE workspace_id = ? FOR UPDATE"
    session.clock = nil
    switch turn {
    case .workspace(let workspace):
      if let found = try session.first(own, [workspace], LockedWorkspace.read) {
        session.clock = found.clock
        return found.transaction
      }
      // It is about to be created. Another node may have created it while this one waited for the common lock.
      let found = try lockCommonRow(session)
      session.clock = try session.first(own, [workspace], LockedWorkspace.read)?.clock
      return found
    case .outside: return try lockCommonRow(session)
    case .none: return try only(session.first("SELECT \(columns)", [], PostgresTransaction.read))
    }
  }

  /// Locks what is common to all workspaces: a row as well, since not all servers and poolers know advisory locks.
  private func lockCommonRow(_ session: Session) throws -> PostgresTransaction {
    let text = "SELECT \(PostgresTransaction.columns) FROM schema_version WHERE schema_version_id = 1 FOR UPDATE"
    return try only(session.first(text, [], PostgresTransaction.read))
  }

  private func only(_ found: PostgresTransaction?) throws -> PostgresTransaction {
    guard let found else {
      throw DatabaseError.failed(code: "P0002", "the table schema_version has no row", isOutage: false)
    }
    return found
  }
}
