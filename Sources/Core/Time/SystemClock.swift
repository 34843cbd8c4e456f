package import Wire

/// The machine's clock, passed in by the composition root and by tests.
package struct SystemClock: Sendable {
  package let now: @Sendable () -> Instant
  package init(now: @escaping @Sendable () -> Instant) { self.now = now }
}
