import Wire

/// When an undelivered event is sent again (`docs/public-api.md`): immediately, then after each of these intervals,
/// counted from the previous failure.
package enum WebhookSchedule {
  static let gaps: [Duration] = [5, 300, 1800, 7200, 18_000, 36_000, 36_000].map { .seconds($0) }
  /// The maximum wait that a receiver may request.
  static let longestAsked = Duration.seconds(86_400)

  /// The wait after a failure. Nil if the event has failed for good.
  ///
  /// - Parameters:
  ///   - attempts: the number of attempts so far.
  ///   - asked: the wait requested by Retry-After.
  ///   - random: varies the wait by up to a tenth, so that not all receivers of an outage are called at once.
  package static func delay(
    afterAttempts attempts: Int, asked: Duration?, varying random: () -> UInt8
  ) -> Duration? {
    guard attempts >= 1, attempts <= gaps.count else { return nil }
    let share = 0.9 + 0.2 * Double(random()) / 255
    let varied = Duration.microseconds(Int64(Double(gaps[attempts - 1].wholeMicroseconds) * share))
    return max(varied, min(asked ?? .zero, longestAsked))
  }
}
