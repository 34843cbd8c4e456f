import Core
import Foundation
import Wire

extension SystemClock {
  /// The clock of the machine.
  static let ofThisMachine = SystemClock { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}
