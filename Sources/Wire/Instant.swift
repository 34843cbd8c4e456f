/// A moment, in microseconds since 1970-01-01T00:00:00Z. Local times exist only at the edge of a site.
///
/// Every moment is representable as text, in the years 0001 to 9999. Arithmetic saturates at ``earliest`` and
/// ``latest``, so numbers from outside can never crash the program.
public struct Instant: Hashable, Comparable, Sendable {
  /// 0001-01-01T00:00:00Z. Also means "always".
  public static let earliest = Instant(microseconds: -62_135_596_800_000_000)
  /// 9999-12-31T23:59:59.999999Z. Also means "never".
  public static let latest = Instant(microseconds: 253_402_300_799_999_999)

  public let microseconds: Int64

  /// - Parameter microseconds: beyond the years 0001 to 9999 it is the nearest moment of these.
  @inlinable public init(microseconds: Int64) {
    self.microseconds = min(max(microseconds, -62_135_596_800_000_000), 253_402_300_799_999_999)
  }

  public static func < (one: Instant, other: Instant) -> Bool { one.microseconds < other.microseconds }
  public static func + (instant: Instant, duration: Duration) -> Instant {
    Instant(microseconds: instant.microseconds.addingSaturated(duration.wholeMicroseconds))
  }
  public static func - (instant: Instant, duration: Duration) -> Instant {
    Instant(microseconds: instant.microseconds.subtractingSaturated(duration.wholeMicroseconds))
  }
  public static func - (instant: Instant, other: Instant) -> Duration {
    .microseconds(instant.microseconds - other.microseconds)
  }
}

extension Duration {
  /// The duration in whole microseconds. Saturates.
  public var wholeMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedSaturated(by: 1_000_000).addingSaturated(attoseconds / 1_000_000_000_000)
  }
}

extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC, with milliseconds, or with microseconds if it has any.
  public var description: String { withText { String(decoding: $0, as: UTF8.self) } }

  /// The text, which is made on the stack.
  func withText<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 27) { text in
      let count = write(to: text)
      return body(UnsafeBufferPointer(rebasing: text[..<count]))
    }
  }

  /// - Returns: how many bytes were written: at most 27.
  private func write(to text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let (second, fraction) = microseconds.flooredDivision(by: 1_000_000)
    let (day, rest) = second.flooredDivision(by: 86_400)
    let date = CalendarDate(daysSince1970: day)
    var count = 0
    func append(_ byte: UInt8) {
      text.initializeElement(at: count, to: byte)
      count += 1
    }
    // Two digits at a time, by divisors that the compiler knows.
    func append(_ number: Int64, _ mark: Unicode.Scalar? = nil) {
      append(0x30 + UInt8(truncatingIfNeeded: number / 10))
      append(0x30 + UInt8(truncatingIfNeeded: number % 10))
      if let mark { append(UInt8(ascii: mark)) }
    }
    append(date.year / 100)
    append(date.year % 100, "-")
    append(date.month, "-")
    append(date.day, "T")
    append(rest / 3600, ":")
    append(rest / 60 % 60, ":")
    append(rest % 60, ".")
    append(fraction / 10_000)
    if fraction % 1000 == 0 {
      append(0x30 + UInt8(truncatingIfNeeded: fraction / 1000 % 10))
    } else {
      append(fraction / 100 % 100)
      append(fraction % 100)
    }
    append(UInt8(ascii: "Z"))
    return count
  }

  /// Parses RFC 3339 with an offset: `2024-11-01T15:00:00Z`, `2024-11-01T16:00:00.000+01:00`. Nil for anything else.
  public init?(_ text: String) {
    var reader = InstantReader(text)
    guard let instant = reader.instant() else { return nil }
    self.init(microseconds: instant.microseconds)
  }
}

extension Instant: Wire {
  public static var schema: Schema { .string(format: "date-time") }
  public static var blank: Instant { Instant(microseconds: 0) }
  public init(_ json: JSON, noting issues: inout Issues) {
    guard case .string(let text) = json else {
      self = .blank
      issues.expected("string", json)
      return
    }
    let instant = Instant(text)
    if instant == nil { issues.add("Invalid datetime") }
    self = instant ?? .blank
  }
  public func write(to writer: inout JSONWriter) {
    withText { writer.plainString($0) }
  }
}

extension Int64 {
  func flooredDivision(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// A date in the proleptic Gregorian calendar, computed by the civil-from-days algorithm on 400-year eras.
struct CalendarDate: Equatable {
  var year: Int64
  var month: Int64
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince1970: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
