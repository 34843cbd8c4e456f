import Core
import CoreFoundation
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

/// Raises the limit of open files to the maximum that the system allows. The default is often a thousand.
func raiseOpenFileLimit() {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
  limit.rlim_cur = limit.rlim_max
  // If this fails, the previous limit remains.
  _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
