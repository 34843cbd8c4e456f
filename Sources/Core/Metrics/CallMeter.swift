import Wire

/// Measures calls of the provider by the system's clock, whatever a sandbox's says.
public struct CallMeter: Sendable {
  private let metrics: Metrics
  private let clock: SystemClock

  public init(_ metrics: Metrics, clock: SystemClock) {
    self.metrics = metrics
    self.clock = clock
  }

  public func start() -> Instant { clock.now() }

  /// - Parameter status: nil where no answer came.
  public func note(_ verb: String, _ status: Int?, since start: Instant) {
    metrics.count(.providerCalls, ("verb", verb), ("status", status.map(String.init) ?? "lost"))
    metrics.observe(.providerSeconds, ("verb", verb), duration: clock.now() - start)
  }
}
