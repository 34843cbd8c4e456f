import Store

/// A read or write that waits for a thread.
struct PostgresJob: Sendable {
  /// The result of a run.
  struct Attempt {
    /// The error of the database that ended it.
    let error: DatabaseError?
    /// Resumes the caller with the end of the transaction, or with the own error of the job.
    let answer: (Result<Void, any Error>) -> Void
  }

  /// After this, the job fails if the server is away.
  let deadline: ContinuousClock.Instant
  /// Runs the job. It may run again if the connection is lost.
  let run: @Sendable (Session) -> Attempt
  /// Resumes the caller of a job whose attempts have no result.
  let refuse: @Sendable (any Error) -> Void
}
