package import API
package import Wire

/// A local day at sites of the same time zone.
package struct SiteDay: Sendable {
  package var systems: [ID<AcsSystem>]
  package var startsAt: Instant
  package var endsAt: Instant

  package init(systems: [ID<AcsSystem>], startsAt: Instant, endsAt: Instant) {
    self.systems = systems
    self.startsAt = startsAt
    self.endsAt = endsAt
  }
}

extension Conditions {
  /// The moment is in the day of its site. An end at midnight belongs to the day that it ends.
  mutating func add(_ moment: String, at system: String, in days: [SiteDay], isEnd: Bool) {
    guard let first = days.map(\.startsAt).min(), let last = days.map(\.endsAt).max() else { return add("1 = 0") }
    let (from, until) = isEnd ? (">", "<=") : (">=", "<")
    // The whole range is found by an index.
    add("\(moment) \(from) ? AND \(moment) \(until) ?", first, last)
    var (parts, values): ([String], [any SQLValue]) = ([], [])
    for day in days {
      var part = Conditions("\(moment) \(from) ? AND \(moment) \(until) ?", day.startsAt, day.endsAt)
      part.among(day.systems, column: system)
      parts.append("(\(part.sql))")
      values += part.values
    }
    add("(" + parts.joined(separator: " OR ") + ")", all: values)
  }
}
