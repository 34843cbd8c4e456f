package import Wire

/// Lets so many things a time happen, evenly, with a reserve for a burst. It remembers one moment only: when all that
/// happened would have been due had it come evenly.
package struct RateLimit: Hashable, Sendable {
  /// How far apart things come when they come evenly.
  package let spacing: Duration
  /// How many may come at once after a pause.
  package let burst: Int

  /// - Parameters:
  ///   - count: how many a period, at least one.
  ///   - burst: at least one.
  package init(_ count: Int, per period: Duration, burst: Int) {
    spacing = period / max(count, 1)
    self.burst = max(burst, 1)
  }

  /// Lets one more happen.
  ///
  /// - Parameter due: the moment remembered, moved on where it may happen.
  /// - Returns: nil where it may happen now, else how long to wait.
  package func take(_ due: inout Instant?, at now: Instant) -> Duration? {
    let earliest = max(due ?? now, now)
    let wait = earliest - now - spacing * (burst - 1)
    if wait > .zero { return wait }
    due = earliest + spacing
    return nil
  }
}
