import Store

/// Commits the writes of one workspace as a group, while no other writer of the workspace runs, on any node.
///
/// Each job runs in a savepoint, and a job that fails is undone alone.
struct PostgresWrites {
  /// The maximum number of jobs in a group. The lock of the workspace is held for all of them.
  static let groupMax = 64
  private static let groupTime = Duration.milliseconds(50)

  let workspace: String?
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
    let turn = try takeTurn(session)
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
      switch link.outcome(of: turn, until: deadline) {
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

  /// Begins the transaction, and waits until no other writer of the workspace runs.
  ///
  /// - Returns: what identifies the transaction after its connection is lost.
  private func takeTurn(_ session: Session) throws -> PostgresTurn {
    try session.post("BEGIN ISOLATION LEVEL READ COMMITTED")
    let own = "SELECT \(PostgresTurn.columns) FROM workspaces WHERE workspace_id = ? FOR UPDATE"
    if let workspace, let turn = try session.first(own, [workspace], PostgresTurn.read) { return turn }
    // Writes outside of workspaces lock a row as well. An advisory lock is not known to all servers and poolers. A
    // workspace without a row is one that is about to be created.
    let common = "SELECT \(PostgresTurn.columns) FROM schema_version WHERE schema_version_id = 1 FOR UPDATE"
    guard let turn = try session.first(common, [], PostgresTurn.read) else {
      throw DatabaseError.failed(code: "P0002", "the table schema_version has no row", isOutage: false)
    }
    // Another node may have created it while this one waited.
    if let workspace { _ = try session.first(own, [workspace], PostgresTurn.read) }
    return turn
  }
}
