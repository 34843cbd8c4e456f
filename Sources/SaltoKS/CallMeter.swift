package import Core
import Metrics
import Wire

/// Measures calls to the provider by the system's clock, even in a sandbox.
package struct CallMeter: Sendable {
  private let clock: SystemClock

  package init(clock: SystemClock) { self.clock = clock }

  func start() -> Instant { clock.now() }

  /// - Parameter status: Nil if there was no response.
  func note(_ verb: String, _ status: Int?, since start: Instant) {
    Counter(
      label: "latchkey_provider_calls_total",
      dimensions: [("verb", verb), ("status", status.map(String.init) ?? "lost")]
    ).increment()
    Timer(label: "latchkey_provider_call_seconds", dimensions: [("verb", verb)]).record(duration: clock.now() - start)
  }
}
