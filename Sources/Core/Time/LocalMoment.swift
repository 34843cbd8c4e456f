package import Wire

/// A moment as the clocks of a site show it.
package struct LocalMoment: Hashable, Sendable {
  package var year: Int
  /// From 1.
  package var month: Int
  package var day: Int
  /// 0 is Monday.
  package var weekday: Int
  package var hour: Int
  package var minute: Int

  package init(_ moment: Instant, in zone: SiteZone) {
    let wallClock = zone.wallClock(at: moment)
    // `2024-11-01T15:00:00.000Z`
    let text = Array(wallClock.description.utf8)
    func number(_ range: Range<Int>) -> Int { text[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
    year = number(0..<4)
    month = number(5..<7)
    day = number(8..<10)
    hour = number(11..<13)
    minute = number(14..<16)
    // Counted from a Monday in the year 1.
    weekday = Int((wallClock - Instant.earliest) / .seconds(86_400)) % 7
  }

  /// The date, such as `2024-11-01`.
  package var date: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

  /// The time, such as `15:00`.
  package var time: String { "\(padded(hour, 2)):\(padded(minute, 2))" }

  private func padded(_ number: Int, _ length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }
}
