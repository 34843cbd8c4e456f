package import Wire

/// A period as a lock reads it: from one local time to another, to the second and without a zone. Nil for no start or no
/// end.
///
/// The lock opens from the second `starts` through the second `ends`, whenever local clocks show such a time. A local time
/// that clocks show twice opens twice, so the period of a ``Schedule`` never includes a repeated time of which only one
/// pass is granted.
package struct LocalPeriod: Hashable, Sendable {
  /// The first second, as if it were UTC.
  package var starts: Instant?
  /// The last second, as if it were UTC.
  package var ends: Instant?

  package init(starts: Instant?, ends: Instant?) {
    self.starts = starts
    self.ends = ends
  }

  /// No restriction.
  package static let always = LocalPeriod(starts: nil, ends: nil)

  /// The longest period that opens only while the schedule covers the moment. Nil if there is none, for example because
  /// the schedule is shorter than a repeated hour.
  package init?(_ schedule: Schedule, in zone: SiteZone) {
    let starts = zone.latestWallClock(before: schedule.startsAt).roundedUp
    let ends = schedule.endsAt.map { zone.earliestWallClock(from: $0).roundedDown - Self.second }
    if let ends, ends < starts { return nil }
    self.init(starts: starts, ends: ends)
  }

  /// Whether the lock opens when local clocks show a time.
  package func opens(showing wallClock: Instant) -> Bool {
    let shown = wallClock.roundedDown
    return starts.map { $0 <= shown } ?? true && ends.map { shown <= $0 } ?? true
  }

  /// Whether the lock opens at a moment.
  package func opens(at moment: Instant, in zone: SiteZone) -> Bool { opens(showing: zone.wallClock(at: moment)) }

  /// The first moment at which the lock opens, and the moment from which on it stays shut.
  package func times(in zone: SiteZone) -> GrantAtSite.Times {
    GrantAtSite.Times(
      startsAt: starts.flatMap { zone.moments(showing: $0).min() },
      endsAt: ends.flatMap { zone.moments(showing: $0).max() }.map { $0 + Self.second })
  }

  /// Whether every time of another period is in this one.
  package func includes(_ other: LocalPeriod) -> Bool {
    let startsInTime = starts.map { start in other.starts.map { start <= $0 } ?? false } ?? true
    let endsInTime = ends.map { end in other.ends.map { $0 <= end } ?? false } ?? true
    return startsInTime && endsInTime
  }

  /// The shortest period that includes all of some periods.
  package static func span(of periods: [LocalPeriod]) -> LocalPeriod {
    LocalPeriod(
      starts: periods.contains { $0.starts == nil } ? nil : periods.compactMap(\.starts).min(),
      ends: periods.contains { $0.ends == nil } ? nil : periods.compactMap(\.ends).max())
  }

  /// The times that both periods include. Nil if there are none.
  func intersection(_ other: LocalPeriod) -> LocalPeriod? {
    let starts = [starts, other.starts].compactMap(\.self).max()
    let ends = [ends, other.ends].compactMap(\.self).min()
    if let starts, let ends, ends < starts { return nil }
    return LocalPeriod(starts: starts, ends: ends)
  }

  /// The parts of a schedule, each of at least a second, in which a lock with a period does not open.
  ///
  /// - Parameter period: Nil for no period at all.
  package static func shortfalls(
    of schedule: Schedule, in zone: SiteZone, writtenAs period: LocalPeriod?
  ) -> [Schedule] {
    guard let period else { return [schedule] }
    let edges = [period.starts, period.ends.map { $0 + second }].compactMap(\.self)
    var moments = edges.flatMap { zone.moments(around: $0) }
    for edge in [schedule.startsAt, schedule.endsAt].compactMap(\.self) {
      moments += zone.switches(after: edge - day - day, until: edge + day + day).map(\.at)
    }
    moments = Set(moments).filter { $0 > schedule.startsAt && !schedule.isOver(at: $0) }.sorted()
    var shut: [Schedule] = []
    for (index, start) in ([schedule.startsAt] + moments).enumerated() {
      let end = index < moments.count ? moments[index] : schedule.endsAt
      if period.opens(at: start, in: zone) { continue }
      if shut.last?.endsAt == start {
        shut[shut.count - 1].endsAt = end
      } else {
        shut.append(Schedule(startsAt: start, endsAt: end))
      }
    }
    return shut.filter { part in part.endsAt.map { $0 - part.startsAt >= second } ?? true }
  }

  private static let second = Duration.seconds(1)
  private static let day = Duration.seconds(86_400)
}

extension SiteZone {
  /// Clocks that go back go back by a day at most, so only a switch within two days matters.
  private static let reach = Duration.seconds(2 * 86_400)

  /// The latest local time that clocks show before a moment.
  fileprivate func latestWallClock(before moment: Instant) -> Instant {
    let earlier = switches(after: moment - Self.reach, until: moment)
    let last = moment + (earlier.last.map { $0.at == moment ? $0.before : $0.after } ?? offset(at: moment))
    return earlier.map { $0.at + $0.before }.reduce(last, max)
  }

  /// The earliest local time that clocks show from a moment on.
  fileprivate func earliestWallClock(from moment: Instant) -> Instant {
    switches(after: moment, until: moment + Self.reach).map { $0.at + $0.after }.reduce(wallClock(at: moment), min)
  }

  /// The moments at which clocks show a time, and the switches that skip it.
  fileprivate func moments(around wallClock: Instant) -> [Instant] {
    let near = switches(after: wallClock - Self.reach, until: wallClock + Self.reach).map(\.at)
    return moments(showing: wallClock) + near
  }
}

extension Instant {
  private static let second: Int64 = 1_000_000

  /// The start of its second.
  fileprivate var roundedDown: Instant { Instant(microseconds: microseconds - part) }
  /// The next whole second, unless it is one.
  fileprivate var roundedUp: Instant { part == 0 ? self : Instant(microseconds: microseconds - part + Self.second) }

  private var part: Int64 {
    let part = microseconds % Self.second
    return part < 0 ? part + Self.second : part
  }
}
