import Foundation
package import Wire

/// The wall-clock rules of a site's IANA time zone. All other code uses instants only. This is the only part of this
/// module that needs Foundation.
package struct SiteZone: Sendable {
  /// A change of the UTC offset: clocks use `before` until `at`, and `after` from then on.
  package struct Switch: Hashable, Sendable {
    package var at: Instant
    package var before: Duration
    package var after: Duration
  }

  /// The step at which the rules are sampled for switches. Two switches that cancel each other within a day do not
  /// exist.
  private static let step = Duration.seconds(86_400)
  private static let day = Duration.seconds(86_400)
  private let zone: TimeZone

  /// - Parameter name: the IANA name. An unknown name gives nil.
  package init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  package static var names: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// The offset from UTC at a moment.
  package func offset(at moment: Instant) -> Duration {
    let seconds = moment.microseconds.floorDivided(by: 1_000_000)
    return .seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }

  /// The local time at a moment, as if it were UTC.
  package func wallClock(at moment: Instant) -> Instant { moment + offset(at: moment) }

  /// The switches after `start` and up to `end`, in order.
  package func switches(after start: Instant, until end: Instant) -> [Switch] {
    var found: [Switch] = []
    var (from, before) = (start, offset(at: start))
    while from < end {
      let to = min(from + Self.step, end)
      let after = offset(at: to)
      if after != before { found.append(theSwitch(after: from, until: to)) }
      (from, before) = (to, after)
    }
    return found
  }

  /// The moments at which local clocks show a time: none if it is skipped, and two if it is repeated.
  package func moments(showing wallClock: Instant) -> [Instant] {
    stretches(around: wallClock).compactMap { stretch in
      let moment = wallClock - stretch.offset
      return moment >= stretch.from && moment < stretch.to ? moment : nil
    }
  }

  /// The start of the local day of a moment: the first moment with its date.
  package func startOfDay(at moment: Instant) -> Instant {
    let wallClock = wallClock(at: moment).microseconds
    let day = Self.day.wholeMicroseconds
    return start(ofDayShowing: Instant(microseconds: wallClock.floorDivided(by: day) * day))
  }

  /// The start of the next local day.
  package func startOfNextDay(at moment: Instant) -> Instant {
    let start = startOfDay(at: moment)
    // A whole day may be skipped if a place crosses the date line. Noon of the day after is always another day.
    let wallClock = wallClock(at: start).microseconds.floorDivided(by: Self.day.wholeMicroseconds)
    return self.start(ofDayShowing: Instant(microseconds: (wallClock + 1) * Self.day.wholeMicroseconds))
  }

  /// The start of a local day, and that of the next one. Nil if the text is no date such as `2024-11-01`, or clocks skip
  /// the day.
  package func day(showing date: String) -> (startsAt: Instant, endsAt: Instant)? {
    guard let noon = Instant(date + "T12:00:00Z"), let moment = moments(showing: noon).min() else { return nil }
    return (startOfDay(at: moment), startOfNextDay(at: moment))
  }

  private func start(ofDayShowing midnight: Instant) -> Instant {
    let stretches = stretches(around: midnight)
    for stretch in stretches {
      let first = max(stretch.from, midnight - stretch.offset)
      if first < stretch.to { return first }
    }
    return midnight
  }

  private struct Stretch {
    var from: Instant
    var to: Instant
    var offset: Duration
  }

  /// The periods of constant offset around a wall-clock time, two days to either side.
  private func stretches(around wallClock: Instant) -> [Stretch] {
    let (start, end) = (wallClock - Self.day - Self.day, wallClock + Self.day + Self.day)
    var stretches: [Stretch] = []
    var (from, current) = (start, offset(at: start))
    for change in switches(after: start, until: end) {
      stretches.append(Stretch(from: from, to: change.at, offset: current))
      (from, current) = (change.at, change.after)
    }
    return stretches + [Stretch(from: from, to: end, offset: current)]
  }

  /// The only switch between two moments with different offsets, to the second.
  private func theSwitch(after start: Instant, until end: Instant) -> Switch {
    let before = offset(at: start)
    var (low, high) = (
      start.microseconds.floorDivided(by: 1_000_000), end.microseconds.floorDivided(by: 1_000_000)
    )
    while high - low > 1 {
      let middle = (low + high) / 2
      if offset(at: Instant(microseconds: middle * 1_000_000)) == before { low = middle } else { high = middle }
    }
    let at = Instant(microseconds: high * 1_000_000)
    return Switch(at: at, before: before, after: offset(at: at))
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
