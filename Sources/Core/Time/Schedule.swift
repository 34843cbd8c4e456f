package import Wire

/// The period of a person's access: from `startsAt` (inclusive) to `endsAt` (exclusive), or without an end.
package struct Schedule: Hashable, Sendable {
  package var startsAt: Instant
  package var endsAt: Instant?

  package init(startsAt: Instant, endsAt: Instant?) {
    self.startsAt = startsAt
    self.endsAt = endsAt
  }

  /// Whether the schedule covers the moment.
  package func covers(_ now: Instant) -> Bool { startsAt <= now && !isOver(at: now) }

  /// Whether the schedule has ended.
  package func isOver(at now: Instant) -> Bool { endsAt.map { $0 <= now } ?? false }

  /// The next moment at which `covers` changes.
  package func nextEdge(after now: Instant) -> Instant? {
    [startsAt, endsAt].compactMap(\.self).filter { $0 > now }.min()
  }
}
