package import Core
import Metrics
import Wire

/// Measures calls of the provider by the system's clock, whatever a sandbox's says.
package struct CallMeter: Sendable {
  private let clock: SystemClock

  package init(clock: SystemClock) { self.clock = clock }

  func start() -> Instant { clock.now() }

  /// - Parameter status: nil where no answer came.
  func note(_ verb: String, _ status: Int?, since start: Instant) {
    Counter(
      label: "latchkey_provider_calls_total",
      dimensions: [("verb", verb), ("status", status.map(String.init) ?? "lost")]
    ).increment()
    Timer(label: "latchkey_provider_call_seconds", dimensions: [("verb", verb)]).record(duration: clock.now() - start)
  }
}
