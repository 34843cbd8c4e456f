import Foundation
package import Wire

/// The wall-clock rules of a site's IANA time zone. Everywhere else there are instants only; this is the edge, and the
/// one place of this module that asks Foundation.
package struct SiteZone: Sendable {
  /// A change of the rules: until `at` clocks show `before`, from then on `after`, both as what they are ahead of UTC.
  package struct Switch: Hashable, Sendable {
    package var at: Instant
    package var before: Duration
    package var after: Duration
  }

  /// How far apart the rules are looked at for switches; two that cancel each other within a day have never been.
  private static let step = Duration.seconds(86_400)
  private static let day = Duration.seconds(86_400)
  private let zone: TimeZone

  /// - Parameter name: as IANA has it; nil for one that there is not.
  package init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  package static var names: [String] { TimeZone.knownTimeZoneIdentifiers }

  /// How far local clocks are ahead of UTC at a moment.
  package func offset(at moment: Instant) -> Duration {
    let seconds = moment.microseconds.floorDivided(by: 1_000_000)
    return .seconds(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }

  /// What a local clock shows at a moment, as if it showed UTC.
  package func wallClock(at moment: Instant) -> Instant { moment + offset(at: moment) }

  /// The switches after `start` and until `end`, in order.
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

  /// The moments at which local clocks show a time: none that is skipped, two that come twice.
  package func moments(showing wallClock: Instant) -> [Instant] {
    stretches(around: wallClock).compactMap { stretch in
      let moment = wallClock - stretch.offset
      return moment >= stretch.from && moment < stretch.to ? moment : nil
    }
  }

  /// When the local day of a moment begins: the first moment that shows its date.
  package func startOfDay(at moment: Instant) -> Instant {
    let wallClock = wallClock(at: moment).microseconds
    let day = Self.day.wholeMicroseconds
    return start(ofDayShowing: Instant(microseconds: wallClock.floorDivided(by: day) * day))
  }

  /// When the next local day begins.
  package func startOfNextDay(at moment: Instant) -> Instant {
    let start = startOfDay(at: moment)
    // A whole day may be skipped, as when a place crosses the date line; noon of the day after is surely another day.
    let wallClock = wallClock(at: start).microseconds.floorDivided(by: Self.day.wholeMicroseconds)
    return self.start(ofDayShowing: Instant(microseconds: (wallClock + 1) * Self.day.wholeMicroseconds))
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

  /// The times of constant offset around a wall-clock time, two days to either side.
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

  /// The one switch between two moments with different offsets, to the second.
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
