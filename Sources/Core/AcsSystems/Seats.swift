package import Wire

/// The seats of a site: the total, the used ones and those reserved for open calls.
package struct Seats: Hashable, Sendable {
  package var limit: Int
  package var used: Int
  package var reserved: Int
  /// The number of seats reserved for staff: users whose access has no end.
  package var forStaff: Int
  /// The number of seats used by staff. Used only if seats are reserved for them.
  package var usedByStaff: Int

  package init(limit: Int, used: Int, reserved: Int, forStaff: Int = 0, usedByStaff: Int = 0) {
    self.limit = limit
    self.used = used
    self.reserved = reserved
    self.forStaff = forStaff
    self.usedByStaff = usedByStaff
  }

  package var free: Int { max(0, limit - used - reserved) }

  /// The number of free seats for guests.
  var freeForGuests: Int { max(0, free - max(0, forStaff - usedByStaff)) }

  /// Counts assigned seats. A negative number counts released ones. If the site responded that it is full, no seat is
  /// left, whatever the count was.
  package mutating func count(_ taken: Int, isFull: Bool) { used = max(used + taken, isFull ? limit : 0) }

  /// Whether more than 80 % are used.
  package var isAlmostReached: Bool { used * 5 > limit * 4 }
}

/// A user who needs a seat, and the priority.
package struct SeatClaim<Claimant: Hashable & Sendable>: Hashable, Sendable {
  package var claimant: Claimant
  /// Whether a seat is already reserved.
  package var isReserved: Bool
  /// The start of the stay. Users without a schedule come first.
  package var startsAt: Instant?
  package var sequence: Int

  package init(claimant: Claimant, isReserved: Bool, startsAt: Instant?, sequence: Int) {
    self.claimant = claimant
    self.isReserved = isReserved
    self.startsAt = startsAt
    self.sequence = sequence
  }

  /// A user without a schedule.
  var isStaff: Bool { startsAt == nil }

  func comes(before other: Self) -> Bool {
    let starts = (startsAt ?? .earliest, other.startsAt ?? .earliest)
    return starts.0 == starts.1 ? sequence < other.sequence : starts.0 < starts.1
  }
}

/// The users who get a seat: reserved seats stay, and free seats are assigned in order of `starts_at`, then of
/// sequence. Seats reserved for staff are not assigned to guests.
package func seats<Claimant>(wanting claims: [SeatClaim<Claimant>], at site: Seats) -> Set<Claimant> {
  let reserved = claims.filter(\.isReserved)
  let others = claims.filter { !$0.isReserved }.sorted { $0.comes(before: $1) }
  let staff = others.filter(\.isStaff).prefix(site.free)
  var left = site
  left.used += staff.count
  left.usedByStaff += staff.count
  let guests = others.filter { !$0.isStaff }.prefix(left.freeForGuests)
  return Set((reserved + staff + guests).map(\.claimant))
}
