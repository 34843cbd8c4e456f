import Wire

/// When an event that could not be delivered is sent again (`facts/platform.md` section 6): at once, then after each of
/// these gaps, counted from the failure before.
public enum WebhookSchedule {
  static let gaps: [Duration] = [5, 300, 1800, 7200, 18_000, 36_000, 36_000].map { .seconds($0) }
  /// The longest wait that a receiver may ask for.
  static let longestAsked = Duration.seconds(86_400)

  /// How long to wait after a failure; nil where the event is given up.
  ///
  /// - Parameters:
  ///   - attempts: how many there were.
  ///   - asked: what the receiver wished for by Retry-After.
  ///   - chance: from 0 to 1; a tenth more or less, lest all receivers of an outage are called at once.
  public static func delay(afterAttempts attempts: Int, asked: Duration?, chance: Double) -> Duration? {
    guard attempts >= 1, attempts <= gaps.count else { return nil }
    let gap = gaps[attempts - 1]
    let varied = Duration.microseconds(Int64(Double(gap.wholeMicroseconds) * (0.9 + 0.2 * min(max(chance, 0), 1))))
    return max(varied, min(asked ?? .zero, longestAsked))
  }
}
