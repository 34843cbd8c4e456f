import Core
package import Logging
package import Wire

/// Runs work that must not be lost: a failure is logged, and retried with increasing pauses.
///
/// - Parameters:
///   - failure: the log message of a failure.
///   - deadline: ends the retries. Defaults to one minute.
/// - Throws: the last failure once the deadline has passed or the task is canceled.
package func tryingAgain<T: Sendable>(
  _ failure: Logger.Message, _ logger: Logger, _ metadata: Logger.Metadata = [:],
  until deadline: Deadline = Deadline(in: .seconds(60)), _ body: () async throws -> T
) async throws -> T {
  var pause = Duration.milliseconds(50)
  while true {
    do { return try await body() } catch {
      logger.error(failure, metadata: metadata.merging(["error": "\(error)"]) { $1 })
      if deadline.isOver || Task.isCancelled { throw error }
    }
    try await Task.sleep(for: min(pause, deadline.remaining))
    pause = min(pause * 2, .seconds(5))
  }
}
