import Foundation

/// The clock of the cloud, in microseconds since 1970.
package enum VirtualClock: Sendable {
  /// A clock with a fixed offset from the system's.
  case own(system: @Sendable () -> Int64)
  /// An external clock, which the cloud only reads.
  case following(@Sendable () -> Int64)
}

/// Text forms of instants.
enum Moment {
  static func text(_ microseconds: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(microseconds / 1000) / 1000)
    return date.formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
  }

  /// Whole seconds, as in keys and devices.
  static func secondsText(_ microseconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(microseconds / 1_000_000)).formatted(.iso8601)
  }

  /// Digits only, as in the input of one-time codes.
  static func compactText(_ microseconds: Int64) -> String {
    String(secondsText(microseconds).filter(\.isNumber))
  }

  static func parsed(_ text: String) -> Int64? {
    let plain = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let date = (try? plain.parse(text)) ?? (try? fractional.parse(text)),
      let milliseconds = Int64(exactly: (date.timeIntervalSince1970 * 1000).rounded()),
      (Bounds.moments.lowerBound / 1000...Bounds.moments.upperBound / 1000).contains(milliseconds)
    else { return nil }
    return milliseconds * 1000
  }
}

/// Wall-clock time at an IQ. These rules are independent of the server that the cloud tests.
struct WallClock {
  let calendar: Calendar

  init(timeZone: String) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
    self.calendar = calendar
  }

  /// Whether there is a time zone of this name.
  static func knows(_ timeZone: String) -> Bool { TimeZone(identifier: timeZone) != nil }

  /// The local time of the IQ, without its zone.
  func text(_ moment: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(moment) / 1_000_000)
    return date.formatted(
      Date.ISO8601FormatStyle(timeZone: calendar.timeZone).year().month().day().time(includingFractionalSeconds: false))
  }

  /// Whether the schedule allows access at a moment: weekday, daily window and date range, all in local time and to the
  /// second, the last one included.
  func holds(_ schedule: TimeSchedule, at moment: Int64) -> Bool {
    let date = Date(timeIntervalSince1970: Double(moment) / 1_000_000)
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
    guard let year = parts.year, let month = parts.month, let day = parts.day, let hour = parts.hour,
      let minute = parts.minute, let second = parts.second, let weekday = parts.weekday
    else { return false }
    let time = String(format: "%02d:%02d:%02d", hour, minute, second)
    let local = String(format: "%04d-%02d-%02dT", year, month, day) + time
    let isDay = schedule.days[(weekday + 5) % 7]
    let isWithinDay = schedule.startTime <= time && time <= schedule.endTime
    let hasBegun = schedule.startDate.map { $0 <= local } ?? true
    let isOver = schedule.endDate.map { $0 < local } ?? false
    return isDay && isWithinDay && hasBegun && !isOver
  }
}
