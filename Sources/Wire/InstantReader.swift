/// Parses RFC 3339 texts byte by byte.
struct InstantReader {
  private var rest: Substring.UTF8View
  init(_ text: String) { rest = Substring(text).utf8 }

  mutating func instant() -> Instant? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      take("T") || take("t"), let hour = digits(2), take(":"), let minute = digits(2), take(":"),
      let second = digits(2), let fraction = fraction(), let offset = offset(), rest.isEmpty
    else { return nil }
    let date = CalendarDate(year: year, month: month, day: day)
    guard (1...12).contains(month), CalendarDate(daysSince1970: date.daysSince1970) == date, hour < 24, minute < 60,
      second < 60, year >= 1
    else { return nil }
    let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
    let microseconds = seconds * 1_000_000 + fraction
    let instant = Instant(microseconds: microseconds)
    // The offset may move the moment out of the representable years.
    return instant.microseconds == microseconds ? instant : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func digits(_ count: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<count {
      guard let b = rest.first, b >= 0x30, b <= 0x39 else { return nil }
      value = value * 10 + Int64(b - 0x30)
      rest.removeFirst()
    }
    return value
  }

  /// The fraction in microseconds. Further digits are truncated.
  private mutating func fraction() -> Int64? {
    guard take(".") else { return 0 }
    var value: Int64 = 0
    var count = 0
    while let digit = digits(1) {
      if count < 6 { value = value * 10 + digit }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in Swift.min(count, 6)..<6 { value *= 10 }
    return value
  }

  private mutating func offset() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let sign: Int64
    if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
    guard let hour = digits(2), take(":"), let minute = digits(2), hour < 24, minute < 60 else { return nil }
    return sign * (hour * 3600 + minute * 60)
  }
}
