import Store

/// Runs a read on one state of the database. A read has no effects, so it runs again if the connection is lost.
@Sendable func performRead(_ jobs: [PostgresJob], over link: PostgresLink) -> [PostgresJob] {
  for job in jobs { performRead(job, over: link) }
  return []
}

private func performRead(_ job: PostgresJob, over link: PostgresLink) {
  var attemptCount = 0
  while true {
    do {
      attemptCount += 1
      let opened = try link.open(until: job.deadline)
      // It is sent with the first query.
      try opened.session.post("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      let attempt = job.run(opened.session)
      if let error = attempt.error, error.allowsRepeat { throw error }
      // A failure here belongs to the connection, which the next job then opens again.
      try? opened.base.endReading()
      return attempt.answer(.success(()))
    } catch {
      guard mayRepeat(after: error, attemptCount, job.deadline) else { return job.refuse(error) }
      link.rollBack()
    }
  }
}

/// Whether a job may run again. A job that waited long for its thread has one more attempt.
func mayRepeat(after error: any Error, _ attemptCount: Int, _ deadline: ContinuousClock.Instant) -> Bool {
  guard let error = error as? DatabaseError, error.allowsRepeat else { return false }
  return attemptCount < 2 || ContinuousClock.now < deadline
}
