package import Wire

/// An hour of a day, as the clocks of a site show it.
package struct LocalHour: Hashable, Sendable {
  package var startsAt: Instant
  package var endsAt: Instant
  /// Whether clocks have shown the hour before on the day.
  package var isRepeated: Bool
}

extension SiteZone {
  /// The hours of a period in order. A switch of the clocks ends an hour too, so a repeated hour is there twice, and a
  /// skipped one is missing.
  package func hours(from start: Instant, until end: Instant) -> [LocalHour] {
    let length: Int64 = 3_600_000_000
    let edges = switches(after: start, until: end).map(\.at)
    var hours: [LocalHour] = []
    var shown: Set<Int64> = []
    var from = start
    while from < end {
      let wallClock = wallClock(at: from).microseconds
      let passed = (wallClock % length + length) % length
      let next = from + .microseconds(length - passed)
      let to = (edges.filter { $0 > from } + [next, end]).min() ?? end
      let isNew = shown.insert(wallClock - passed).inserted
      hours.append(LocalHour(startsAt: from, endsAt: to, isRepeated: !isNew))
      from = to
    }
    return hours
  }
}
