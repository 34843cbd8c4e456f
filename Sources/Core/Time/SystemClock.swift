import Wire

/// The machine's clock, passed in by the composition root and by tests.
public struct SystemClock: Sendable {
  public let now: @Sendable () -> Instant
  public init(now: @escaping @Sendable () -> Instant) { self.now = now }
}
