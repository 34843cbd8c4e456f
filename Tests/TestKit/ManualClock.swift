package import Core
import Synchronization
package import Wire

extension Instant {
  /// The start of all test clocks: 2023-11-14T22:13:20Z.
  package static let start = Instant(microseconds: 1_700_000_000_000_000)
}

/// A clock that only tests advance.
package final class ManualClock: Sendable {
  private let time: Mutex<Instant>

  package init(_ start: Instant = .start) { time = Mutex(start) }

  package var now: Instant { time.withLock { $0 } }

  /// The clock for the code under test.
  package var system: SystemClock { SystemClock { self.now } }

  package func advance(by span: Duration) { time.withLock { $0 = $0 + span } }

  /// Advances to a moment, unless the clock is already there.
  package func advance(to moment: Instant) { time.withLock { $0 = max($0, moment) } }
}
