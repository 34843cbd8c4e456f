import API
import Wire

/// What happened, as a sentence around the name of a person, who may have a page.
struct ActivitySentence {
  let before: String
  /// Nil if the sentence names nobody.
  let person: String?
  let after: String

  /// - Parameter site: the name of the site. Nil if it is unknown.
  init(_ activity: Activity, site: String?) {
    let event = activity.event
    let names = Names(door: activity.doorName ?? event.details.deviceName, site: site)
    let pattern = Self.pattern(event, isPersonKnown: activity.personName != nil)
    // Names are filled in last, since a name may look like a place of a pattern.
    let parts = pattern.components(around: "{person}")
    let start = names.filled(parts[0], isStart: true)
    var end = parts.count == 2 ? names.filled(parts[1]) : ""
    if parts.count == 2, activity.personName == nil { end = (start.isEmpty ? "Somebody" : "somebody") + end }
    before = start
    person = parts.count == 2 ? activity.personName : nil
    after = end + Self.addition(event)
  }

  var text: String { before + (person ?? "") + after }

  private static func pattern(_ event: Event, isPersonKnown: Bool) -> String {
    guard let type = event.eventType.known else { return event.eventType.rawValue }
    if type == .lockUnlocked, !isPersonKnown { return "{door} was opened" }
    return ActivityPatterns.all[type] ?? type.rawValue
  }

  /// How a door was opened, or why not.
  private static func addition(_ event: Event) -> String {
    if let reason = event.access.reason { return ": " + ActivityMeans.reason(reason) }
    if event.eventType == .lockUnlocked, let means = ActivityMeans(event) { return " " + means.phrase }
    return ""
  }
}

/// The names of a sentence.
private struct Names {
  let door: String?
  let site: String?

  /// - Parameter isStart: whether the pattern starts a sentence.
  func filled(_ pattern: String, isStart: Bool = false) -> String {
    let (aDoor, aSite) = isStart && pattern.hasPrefix("{") ? ("A door", "A site") : ("a door", "a site")
    return pattern.components(around: "{door}").map { part in
      part.components(around: "{site}").joined(separator: site ?? aSite)
    }.joined(separator: door ?? aDoor)
  }
}

extension String {
  /// The text before and after a mark. Only the text itself if the mark is not there.
  fileprivate func components(around mark: String) -> [String] {
    guard let range = firstRange(of: mark) else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
