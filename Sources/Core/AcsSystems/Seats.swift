import Wire

/// The seats of a site: how many users may be subscribed, how many are, and how many are set aside for open calls.
package struct Seats: Hashable, Sendable {
  package var limit: Int
  package var used: Int
  package var reserved: Int
  /// How many are kept for people without an end to their access: staff.
  package var forStaff: Int
  /// How many of those used are theirs; looked at only where seats are kept for them.
  package var usedByStaff: Int

  package init(limit: Int, used: Int, reserved: Int, forStaff: Int = 0, usedByStaff: Int = 0) {
    self.limit = limit
    self.used = used
    self.reserved = reserved
    self.forStaff = forStaff
    self.usedByStaff = usedByStaff
  }

  package var free: Int { max(0, limit - used - reserved) }

  /// Those of the free ones that a guest may take.
  var freeForGuests: Int { max(0, free - max(0, forStaff - usedByStaff)) }

  /// Counts seats that were taken, or given back where the number is negative. A site that said it is full has no seat
  /// left, whatever was counted before.
  package mutating func count(_ taken: Int, isFull: Bool) { used = max(used + taken, isFull ? limit : 0) }

  /// More than four fifths are used.
  package var isAlmostReached: Bool { used * 5 > limit * 4 }
}

/// One who wants a seat, and how early.
package struct SeatClaim<Claimant: Hashable & Sendable>: Hashable, Sendable {
  package var claimant: Claimant
  /// Whether the seat is set aside already.
  package var isReserved: Bool
  /// When the stay began; who has no schedule came first of all.
  package var startsAt: Instant?
  package var sequence: Int

  package init(claimant: Claimant, isReserved: Bool, startsAt: Instant?, sequence: Int) {
    self.claimant = claimant
    self.isReserved = isReserved
    self.startsAt = startsAt
    self.sequence = sequence
  }

  /// Whoever has no schedule.
  var isStaff: Bool { startsAt == nil }

  func comes(before other: Self) -> Bool {
    let starts = (startsAt ?? .earliest, other.startsAt ?? .earliest)
    return starts.0 == starts.1 ? sequence < other.sequence : starts.0 < starts.1
  }
}

/// Who of those who want a seat gets one: the reserved keep theirs, the free ones go in order of `starts_at`, then of
/// sequence; what is kept for staff goes to nobody else.
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
