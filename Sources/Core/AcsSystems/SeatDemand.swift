package import Wire

/// Stays with the same times at a site, counted.
package struct SeatCrowd: Hashable, Sendable {
  /// Nil for stays without a beginning.
  package var startsAt: Instant?
  /// Nil for no end.
  package var endsAt: Instant?
  package var count: Int
  /// How many of them have a seat.
  package var holderCount: Int

  package init(startsAt: Instant?, endsAt: Instant?, count: Int, holderCount: Int) {
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.count = count
    self.holderCount = holderCount
  }
}

/// The number of seats needed at once at most on each day. Pure.
///
/// - Parameters:
///   - others: The number of seats of unmanaged people, who keep them.
///   - days: The start of the first day and the end of each day, in order.
package func seatDemand(_ crowds: [SeatCrowd], others: Int, days: [Instant]) -> [Int] {
  guard let start = days.first, days.count > 1 else { return [] }
  var present = others
  var changes: [Instant: Int] = [:]
  for crowd in crowds where crowd.endsAt.map({ $0 > start }) ?? true {
    if let startsAt = crowd.startsAt, startsAt > start {
      changes[startsAt, default: 0] += crowd.count
    } else {
      present += crowd.count
    }
    if let endsAt = crowd.endsAt { changes[endsAt, default: 0] -= crowd.count }
  }
  var coming = changes.sorted { $0.key < $1.key }[...]
  return (1..<days.count).map { day in
    // A change at the start of the day belongs to the day.
    while let change = coming.first, change.key <= days[day - 1] {
      present += change.value
      coming.removeFirst()
    }
    var demand = present
    while let change = coming.first, change.key < days[day] {
      present += change.value
      demand = max(demand, present)
      coming.removeFirst()
    }
    return demand
  }
}

extension Seats {
  /// Whether nobody would have to wait if at most `demand` seats were needed at once.
  package func suffices(for demand: Int) -> Bool { demand <= limit - forStaff }
}
