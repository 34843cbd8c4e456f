import API
import Wire

/// Whether to wait for the end of an action, how long, and how often to poll.
public enum Waiting: Sendable, Hashable {
  case no
  case upTo(Duration, every: Duration)

  /// Up to ten seconds, polling twice a second.
  public static let standard = Waiting.upTo(.seconds(10), every: .milliseconds(500))
}

extension Seam {
  /// Waits for the end of an action and returns the attempt with its result.
  ///
  /// - Parameter waiting: How long to wait and how often to poll. Defaults to the client's setting.
  /// - Throws: ``SeamError/actionAttemptFailed(_:)``, ``SeamError/actionAttemptTimedOut(_:)``.
  public func finished(_ attempt: ActionAttempt, _ waiting: Waiting? = nil) async throws -> ActionAttempt {
    guard case .upTo(let limit, let interval) = waiting ?? configuration.waiting else { return attempt }
    return try await finished(attempt, within: limit, every: interval, by: configuration.clock)
  }

  /// Polls once more at the time limit, even between two intervals.
  private func finished<C: Clock>(
    _ attempt: ActionAttempt, within limit: Duration, every interval: Duration, by clock: C
  ) async throws -> ActionAttempt where C.Duration == Duration {
    let end = clock.now.advanced(by: limit.asWait)
    var attempt = attempt
    while true {
      switch attempt.status {
      case .known(.success): return attempt
      case .known(.error): throw SeamError.actionAttemptFailed(attempt)
      case .unknown: throw SeamError.actionAttemptUnknownStatus(attempt)
      case .known(.pending): break
      }
      let left = clock.now.duration(to: end)
      guard left > .zero else { throw SeamError.actionAttemptTimedOut(attempt) }
      try await clock.sleep(for: min(interval.asWait, left))
      var request = API.ActionAttempts.Get()
      request.actionAttemptID = attempt.actionAttemptID
      attempt = try await send(request)
    }
  }
}
