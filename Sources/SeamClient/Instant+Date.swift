public import Foundation
import Wire

extension Instant {
  /// The moment of a date, in microseconds. A date outside of the years 0001 to 9999 becomes ``earliest`` or
  /// ``latest``.
  public init(_ date: Date) {
    self.init(microseconds: Int64(saturating: (date.timeIntervalSince1970 * 1_000_000).rounded()))
  }
}

extension Date {
  /// The date of a moment.
  public init(_ instant: Instant) { self.init(timeIntervalSince1970: Double(instant.microseconds) / 1_000_000) }
}
