import Core
import Wire

/// Writes instants in a site's time, in 24 hours. The year is there only if it is another one than now.
struct ConsoleTimes: Sendable {
  /// The IANA name.
  let zone: String
  let now: Instant
  private let rules: SiteZone

  init(zone: String, now: Instant) {
    // An unknown zone is shown in UTC, with that name.
    let known = SiteZone(zone)
    self.zone = known == nil ? "UTC" : zone
    self.now = now
    rules = known ?? Self.universal
  }

  // Every system knows UTC.
  private static let universal = SiteZone("UTC")!

  /// Such as `27 Nov, 15:00`, for the partial `time`.
  func moment(_ instant: Instant) -> ConsoleContext { context(instant, text(instant)) }

  /// Such as `15:00`.
  func time(_ instant: Instant) -> ConsoleContext { context(instant, local(instant).time) }

  /// Such as `Fri 27 Nov`.
  func day(_ instant: Instant) -> ConsoleContext {
    let local = local(instant)
    return context(instant, "\(Self.weekdays[local.weekday]) \(dayText(local))")
  }

  /// Such as `27 Nov, 15:00`, for sentences.
  func text(_ instant: Instant) -> String {
    let local = local(instant)
    return "\(dayText(local)), \(local.time)"
  }

  /// Such as `2026-11-27`, for operations and fields.
  func date(_ instant: Instant) -> String { local(instant).date }

  /// Such as `2026-11-27T15:00`, for `<input type="datetime-local">`.
  func field(_ instant: Instant) -> String {
    let local = local(instant)
    return "\(local.date)T\(local.time)"
  }

  /// The moment of a field. Of a repeated time, the first. Nil if it is malformed or skipped by the clock.
  func instant(_ field: String) -> Instant? {
    let isWithSeconds = field.utf8.count > 16
    guard field.utf8.count >= 16, let wallClock = Instant(isWithSeconds ? "\(field)Z" : "\(field):00Z") else {
      return nil
    }
    return rules.moments(showing: wallClock).min()
  }

  /// Tomorrow's date. The day of a clock change has 23 or 25 hours.
  var tomorrow: String { date(rules.startOfNextDay(at: now)) }

  /// The first moment of a date such as `2026-11-27`. Nil if it is malformed.
  func start(ofDay date: String) -> Instant? { rules.day(showing: date)?.startsAt }

  /// The moment after a date. Nil if it is malformed.
  func end(ofDay date: String) -> Instant? { rules.day(showing: date)?.endsAt }

  /// Such as `3 nights`, by the dates of the site. Nil without an end, and for none.
  func nights(from start: Instant, to end: Instant?) -> String? {
    guard let end, let first = Instant("\(date(start))T00:00:00Z"), let last = Instant("\(date(end))T00:00:00Z") else {
      return nil
    }
    let count = Int(((last - first) / .seconds(86_400)).rounded())
    return count > 0 ? counted(count, "night", "nights") : nil
  }

  /// Such as `4 min ago`, or the time if it was long ago.
  func ago(_ instant: Instant) -> String {
    let seconds = (now - instant) / .seconds(1)
    return switch seconds {
    case 0..<60: "just now"
    case 60..<3600: "\(Int(seconds / 60)) min ago"
    case 3600..<86_400: "\(Int(seconds / 3600)) h ago"
    default: text(instant)
    }
  }

  /// Such as `48 min`. Nil for what has been, and for what is more than a day ahead.
  func wait(until instant: Instant) -> String? {
    let seconds = (instant - now) / .seconds(1)
    return switch seconds {
    case 0..<3600: "\(Int((seconds / 60).rounded(.up))) min"
    case 3600..<86_400: "\(Int(seconds / 3600)) h"
    default: nil
    }
  }

  /// The last part of the zone's name, such as `Amsterdam`.
  var place: String { zone.split(separator: "/").last.map { String($0.replacing("_", with: " ")) } ?? zone }

  private func local(_ instant: Instant) -> LocalMoment { LocalMoment(instant, in: rules) }

  private func dayText(_ local: LocalMoment) -> String {
    let text = "\(local.day) \(Self.months[local.month - 1])"
    return local.year == self.local(now).year ? text : "\(text) \(local.year)"
  }

  private func context(_ instant: Instant, _ text: String) -> ConsoleContext {
    ["iso": isoText(instant), "text": text]
  }

  private func isoText(_ instant: Instant) -> String {
    let minutes = Int(rules.offset(at: instant) / .seconds(60))
    let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    let sign = minutes < 0 ? "-" : "+"
    return "\(rules.wallClock(at: instant).description.prefix(19))\(sign)\(padded(hours)):\(padded(rest))"
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
