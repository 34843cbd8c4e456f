package import Wire

/// A limit on the number of actions per period, spread evenly, with an allowance for bursts. Its only state is one
/// moment: when all past actions would have been due if evenly spread.
package struct RateLimit: Hashable, Sendable {
  /// The interval of evenly spread actions.
  package let spacing: Duration
  /// The maximum number of actions at once after a pause.
  package let burst: Int

  /// - Parameters:
  ///   - count: the number of actions per period, at least one.
  ///   - burst: at least one.
  package init(_ count: Int, per period: Duration, burst: Int) {
    spacing = period / max(count, 1)
    self.burst = max(burst, 1)
  }

  /// Counts one more action.
  ///
  /// - Parameter due: the stored moment. Advanced if the action is permitted.
  /// - Returns: nil if the action is permitted now. Otherwise the time to wait.
  package func take(_ due: inout Instant?, at now: Instant) -> Duration? {
    let earliest = max(due ?? now, now)
    let wait = earliest - now - spacing * (burst - 1)
    if wait > .zero { return wait }
    due = earliest + spacing
    return nil
  }
}
