package import Wire

/// A moment in a file, which may need a time zone or a usual time to be known exactly.
package enum StayMoment: Hashable, Sendable {
  case instant(Instant)
  /// A local time, as if it were UTC.
  case local(Instant)
  /// The start of a local day, as if it were UTC.
  case day(Instant)

  /// Parses `2026-11-27`, `2026-11-27 15:00`, `2026-11-27T15:00:00` and RFC 3339. Nil for anything else.
  package init?(_ text: String) {
    let trimmed = text.trimmed
    if let instant = Instant(trimmed) {
      self = .instant(instant)
      return
    }
    if let day = Instant(trimmed + "T00:00:00Z") {
      self = .day(day)
      return
    }
    let parts = trimmed.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard parts.count == 2, let local = Instant("\(parts[0])T\(parts[1].count == 5 ? parts[1] + ":00" : parts[1])Z")
    else { return nil }
    self = .local(local)
  }

  /// Parses the moment of a calendar: `20261127`, `20261127T150000` and `20261127T150000Z`. Nil for anything else.
  package init?(ofCalendar text: String) {
    let letters = Array(text.trimmed.utf8)
    guard letters.count == 8 || letters.count == 15 || letters.count == 16 else { return nil }
    func part(_ range: Range<Int>) -> String { String(decoding: letters[range], as: UTF8.self) }
    let date = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
    guard letters.count > 8 else {
      guard let day = Instant(date + "T00:00:00Z") else { return nil }
      self = .day(day)
      return
    }
    guard part(8..<9) == "T", letters.count == 15 || part(15..<16) == "Z",
      let moment = Instant("\(date)T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z")
    else { return nil }
    self = letters.count == 15 ? .local(moment) : .instant(moment)
  }

  /// The exact moment.
  ///
  /// A local time that clocks show twice means the first moment for a start and the last for an end. One that they skip
  /// means the moment at which they would show it without the switch.
  ///
  /// - Parameters:
  ///   - time: the local time of a day without one, as `15:00` or `15:00:00`.
  ///   - isEnd: whether it is the end of a stay.
  package func instant(in zone: SiteZone, at time: String, isEnd: Bool) -> Instant {
    switch self {
    case .instant(let instant): return instant
    case .local(let wallClock): return Self.instant(showing: wallClock, in: zone, isEnd: isEnd)
    case .day(let day):
      let parts = time.split(separator: ":").compactMap { Int($0) }
      let seconds = zip(parts, [3600, 60, 1]).map { $0 * $1 }.reduce(0, +)
      return Self.instant(showing: day + .seconds(seconds), in: zone, isEnd: isEnd)
    }
  }

  private static func instant(showing wallClock: Instant, in zone: SiteZone, isEnd: Bool) -> Instant {
    let moments = zone.moments(showing: wallClock).sorted()
    let skipped = wallClock - zone.offset(at: wallClock - zone.offset(at: wallClock) - .seconds(86_400))
    return (isEnd ? moments.last : moments.first) ?? skipped
  }
}

extension StringProtocol {
  /// The text without white space around it.
  package var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
