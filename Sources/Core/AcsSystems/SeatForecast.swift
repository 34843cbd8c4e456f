package import Wire

/// A stay that needs a seat.
package struct SeatStay<Claimant: Hashable & Sendable>: Hashable, Sendable {
  package var claim: SeatClaim<Claimant>
  /// Nil for no end.
  package var endsAt: Instant?
  package var holdsSeat: Bool

  package init(claim: SeatClaim<Claimant>, endsAt: Instant?, holdsSeat: Bool) {
    self.claim = claim
    self.endsAt = endsAt
    self.holdsSeat = holdsSeat
  }

  var startsAt: Instant { claim.startsAt ?? Instant.earliest }
}

/// A day of a forecast.
package struct SeatDay<Claimant: Hashable & Sendable>: Hashable, Sendable {
  /// The maximum number of seats needed at once.
  package var demand = 0
  /// The users without a seat for at least part of the day, in the order in which seats are assigned.
  package var without: [Claimant] = []

  package init(demand: Int = 0) { self.demand = demand }
}

/// The demand for seats and the users without one, if no stay changes. A user with a seat keeps it until the
/// end of the stay. A free seat goes to the first waiting user. Pure.
///
/// - Parameters:
///   - others: The number of seats of unmanaged people, who keep them.
///   - days: The start of the first day and the end of each day, in order.
package func forecastSeats<Claimant>(
  _ stays: [SeatStay<Claimant>], at site: Seats, others: Int, days: [Instant]
) -> [SeatDay<Claimant>] {
  guard let start = days.first, days.count > 1 else { return [] }
  var forecast = SeatForecast<Claimant>(site: site, others: others)
  var coming = stays.sorted { $0.startsAt < $1.startsAt }[...]
  // Users with a seat go before all others.
  for stay in stays where stay.holdsSeat && stay.startsAt <= start { forecast.take(stay) }
  while let stay = coming.first, stay.startsAt <= start {
    if !stay.holdsSeat, stay.endsAt.map({ $0 > start }) ?? true { forecast.wait(stay) }
    coming.removeFirst()
  }
  forecast.free(at: start)
  var moments = Set(stays.flatMap { [$0.startsAt, $0.endsAt].compactMap(\.self) }).filter { $0 > start }.sorted()[...]
  func play(while isDue: (Instant) -> Bool) {
    while let moment = moments.first, isDue(moment) {
      moments.removeFirst()
      while let stay = coming.first, stay.startsAt <= moment {
        forecast.wait(stay)
        coming.removeFirst()
      }
      forecast.free(at: moment)
    }
  }
  return (1..<days.count).map { day in
    // A change at the start of the day belongs to the day.
    play { $0 <= days[day - 1] }
    forecast.beginDay()
    play { $0 < days[day] }
    return forecast.day
  }
}

/// The state of a forecast at a moment.
private struct SeatForecast<Claimant: Hashable & Sendable> {
  private let site: Seats
  private let others: Int
  private var holders: [SeatStay<Claimant>] = []
  private var waiting: [SeatStay<Claimant>] = []
  private(set) var day = SeatDay<Claimant>()

  init(site: Seats, others: Int) {
    self.site = site
    self.others = others
  }

  mutating func take(_ stay: SeatStay<Claimant>) { holders.append(stay) }
  mutating func wait(_ stay: SeatStay<Claimant>) { waiting.append(stay) }

  /// Ends finished stays and assigns free seats.
  mutating func free(at moment: Instant) {
    holders.removeAll { $0.endsAt.map { $0 <= moment } ?? false }
    waiting.removeAll { $0.endsAt.map { $0 <= moment } ?? false }
    let staff = others + holders.count { $0.claim.isStaff }
    let now = Seats(
      limit: site.limit, used: others + holders.count, reserved: 0, forStaff: site.forStaff, usedByStaff: staff)
    let granted = seats(wanting: waiting.map(\.claim), at: now)
    holders += waiting.filter { granted.contains($0.claim.claimant) }
    waiting.removeAll { granted.contains($0.claim.claimant) }
    note()
  }

  mutating func beginDay() {
    day = SeatDay()
    note()
  }

  private mutating func note() {
    day.demand = max(day.demand, others + holders.count + waiting.count)
    let known = Set(day.without)
    day.without += waiting.sorted { $0.claim.comes(before: $1.claim) }.map(\.claim.claimant).filter {
      !known.contains($0)
    }
  }
}
