import Core
import Wire

/// A local time as an operator types it, such as `2026-11-27T15:00`, or an exact moment in RFC 3339.
enum TypedTime: Sendable, Hashable {
  case missing, malformed
  /// Clocks do not show the time on that day.
  case skipped
  /// Clocks show a repeated time twice.
  case known(Instant, isRepeated: Bool)

  /// - Parameters:
  ///   - zone: the IANA name of the zone.
  ///   - isEnd: whether a repeated time means the last moment, as for an end, and not the first.
  init(_ text: String?, in zone: String, isEnd: Bool) {
    let text = (text ?? "").trimmed
    if text.isEmpty {
      self = .missing
    } else if let exact = Instant(text) {
      self = .known(exact, isRepeated: false)
    } else if let wallClock = Instant(text.utf8.count == 16 ? "\(text):00Z" : "\(text)Z"), let zone = SiteZone(zone) {
      let moments = zone.moments(showing: wallClock).sorted()
      guard let moment = isEnd ? moments.last : moments.first else {
        self = .skipped
        return
      }
      self = .known(moment, isRepeated: moments.count > 1)
    } else {
      self = .malformed
    }
  }

  var instant: Instant? { if case .known(let instant, _) = self { instant } else { nil } }

  var isRepeated: Bool { if case .known(_, let isRepeated) = self { isRepeated } else { false } }

  /// What is wrong with it. Nil if nothing is.
  var fault: String? {
    switch self {
    case .missing: "Give a date and a time."
    case .malformed: "Give a date and a time, such as 2026-11-27T15:00."
    case .skipped: "Clocks skip this time on that day. Give an earlier or a later one."
    case .known: nil
    }
  }
}
