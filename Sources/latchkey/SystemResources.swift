import Core
import Foundation
import Wire

extension SystemClock {
  /// The machine's clock.
  static let machine = SystemClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
  }
}

extension Identifiers {
  /// Identifiers from the machine's clock and randomness.
  static let machine = Identifiers(clock: .machine) { UInt64.random(in: .min ... .max) }
}
