package import API
package import Core
package import Wire

// Every query over seats has `seat > 0`, even if redundant: otherwise the planner does not use the partial index.

extension Connection {
  /// The site's seats, including those reserved for open calls.
  package func seats(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Seats {
    try seats(of: [system], in: workspace)[system] ?? Seats(limit: 0, used: 0, reserved: 0)
  }

  /// The seats of each site, including those reserved for open calls.
  package func seats(
    of systems: [ID<AcsSystem>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsSystem>: Seats] {
    var conditions = Conditions("s.workspace_id = ?", workspace)
    conditions.among(systems, column: "s.acs_system_id")
    let kinds: [any SQLValue] = [AcsUserRecord.Seat.reserved.rawValue, takenUp]
    let found = try all(
      """
      SELECT s.acs_system_id, seats_limit, seats_used, (SELECT COUNT(*) FROM acs_users u
        WHERE u.workspace_id = s.workspace_id AND u.acs_system_id = s.acs_system_id AND u.seat > 0 AND u.seat = ?),
        seats_for_staff,
        CASE WHEN seats_for_staff > 0 THEN seats_used - (SELECT COUNT(*) FROM acs_users u
          WHERE u.workspace_id = s.workspace_id AND u.acs_system_id = s.acs_system_id AND u.observed_subscribed = 1
          AND u.starts_at IS NOT NULL AND u.origin <> ?) ELSE 0 END
      FROM acs_systems s WHERE \(conditions.sql)
      """, kinds + conditions.values
    ) { row in
      var columns = row.columns
      let system = columns.id(AcsSystem.self)
      let seats = Seats(
        limit: columns.integer(), used: columns.integer(), reserved: columns.integer(), forStaff: columns.integer(),
        usedByStaff: columns.integer())
      return (system, seats)
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  /// All users that need a seat from now until a moment, except those whom the site's staff created and subscribe.
  package func seatStays(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, from now: Instant, until end: Instant
  ) throws -> [SeatStay<ID<AcsUser>>] {
    let conditions = Conditions(seatsAt: [system], in: workspace, from: now, until: end)
    let stays = try all(
      """
      SELECT acs_user_id, starts_at, sequence, ends_at, observed_subscribed FROM acs_users
      WHERE \(conditions.sql)
      """, conditions.values
    ) { row in
      var columns = row.columns
      let claim = SeatClaim(
        claimant: columns.id(AcsUser.self), isReserved: false, startsAt: columns.optionalInstant(),
        sequence: columns.integer())
      return SeatStay(claim: claim, endsAt: columns.optionalInstant(), holdsSeat: columns.flag())
    }
    let later = try laterSeatStays(ofEach: [system], in: workspace, from: now, until: end)
    return stays + (later[system] ?? [])
  }

  /// The same stays of each of several systems, counted by their times, in a fixed number of statements.
  package func seatCrowds(
    ofEach systems: [ID<AcsSystem>], in workspace: ID<Workspace>, from now: Instant, until end: Instant
  ) throws -> [ID<AcsSystem>: [SeatCrowd]] {
    let conditions = Conditions(seatsAt: systems, in: workspace, from: now, until: end)
    let crowds = try all(
      """
      SELECT acs_system_id, starts_at, ends_at, COUNT(*), SUM(observed_subscribed) FROM acs_users
      WHERE \(conditions.sql) GROUP BY acs_system_id, starts_at, ends_at
      """, conditions.values
    ) { row in
      var columns = row.columns
      let system = columns.id(AcsSystem.self)
      let crowd = SeatCrowd(
        startsAt: columns.optionalInstant(), endsAt: columns.optionalInstant(), count: columns.integer(),
        holderCount: columns.integer())
      return (system: system, crowd: crowd)
    }
    let later = try laterSeatStays(ofEach: systems, in: workspace, from: now, until: end).mapValues { stays in
      stays.map { SeatCrowd(startsAt: $0.claim.startsAt, endsAt: $0.endsAt, count: 1, holderCount: 0) }
    }
    return Dictionary(grouping: crowds, by: \.system).mapValues { $0.map(\.crowd) }.merging(later) { $0 + $1 }
  }

  /// The first `limit` users that wait for a seat.
  package func seatClaims(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, limit: Int
  ) throws -> [SeatClaim<ID<AcsUser>>] {
    try all(
      """
      SELECT acs_user_id, starts_at, sequence FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND seat > 0 AND seat IN (?, ?)
      ORDER BY starts_at NULLS FIRST, sequence LIMIT ?
      """, workspace, system, AcsUserRecord.Seat.waiting.rawValue, AcsUserRecord.Seat.exceeded.rawValue, limit
    ) { row in
      var columns = row.columns
      return SeatClaim(
        claimant: columns.id(), isReserved: false, startsAt: columns.optionalInstant(), sequence: columns.integer())
    }
  }

  /// Whether a user waits for a seat and the site was not checked recently.
  package func someoneWaitsForSeat(of system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant) throws -> Bool {
    try first(
      "SELECT 1 FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND \(asksForSeat) LIMIT 1", workspace,
      system, now, read: { _ in true }) ?? false
  }

  /// Whether a user waits for a seat and one is free.
  package func canOfferSeats(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Bool {
    try !claimsOnFreeSeats(of: system, in: workspace).isEmpty
  }

  fileprivate func claimsOnFreeSeats(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [SeatClaim<ID<AcsUser>>] {
    let site = try seats(of: system, in: workspace)
    guard site.free > 0 else { return [] }
    let first = try seatClaims(of: system, in: workspace, limit: site.free)
    let granted = Core.seats(wanting: first, at: site)
    return first.filter { granted.contains($0.claimant) }
  }

  /// Whether a user has no seat because the site was full when last checked.
  func someoneLacksSeat(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND seat > 0 AND seat = ? LIMIT 1",
      workspace, system, AcsUserRecord.Seat.exceeded.rawValue, read: { _ in true }) ?? false
  }
}

extension Transaction {
  /// Reserves seats for staff. Guests keep theirs until they leave.
  package func saveSeatsForStaff(_ count: Int, of system: ID<AcsSystem>) throws {
    try run(
      "UPDATE acs_systems SET seats_for_staff = ? WHERE workspace_id = ? AND acs_system_id = ?", count, workspaceID,
      system)
  }

  /// Queues the users that need a seat now, before any seat is assigned.
  package func standInLine(_ users: [ID<AcsUser>]) throws {
    for user in try acsUsers(withIDs: users, in: workspaceID) where user.standsInLine(at: now) {
      try run(
        "UPDATE acs_users SET seat = ?, revision = revision + 1 WHERE workspace_id = ? AND acs_user_id = ?",
        AcsUserRecord.Seat.waiting.rawValue, workspaceID, user.id)
    }
  }

  /// Counts seats assigned or released by our own confirmed calls.
  package func addSeatsUsed(_ taken: Int, isFull: Bool, of system: ID<AcsSystem>) throws {
    guard taken != 0 || isFull else { return }
    guard var site = try acsSystem(system, in: workspaceID)?.seats else { return }
    site.count(taken, isFull: isFull)
    try run(
      "UPDATE acs_systems SET seats_used = ? WHERE workspace_id = ? AND acs_system_id = ?", site.used, workspaceID,
      system)
    try refreshSeatNotices(of: system)
  }

  /// Makes the first waiting users due, as many as there are free seats.
  ///
  /// - Returns: the number of users that became due.
  @discardableResult
  package func offerFreeSeats(of system: ID<AcsSystem>) throws -> Int {
    let claims = try claimsOnFreeSeats(of: system, in: workspaceID)
    for claim in claims {
      try rememberSeats(
        isExceeded: false, of: "acs_user_id = ? AND seat = ?", [claim.claimant, AcsUserRecord.Seat.exceeded.rawValue])
      try run(
        """
        UPDATE acs_users SET seat = ?, not_before = CASE WHEN seat = ? THEN NULL ELSE not_before END,
          revision = revision + 1
        WHERE workspace_id = ? AND acs_user_id = ?
        """, AcsUserRecord.Seat.none.rawValue, AcsUserRecord.Seat.exceeded.rawValue, workspaceID, claim.claimant)
      try setDue(claim.claimant, at: system, now)
    }
    if !claims.isEmpty { try refreshSeatNotices(of: system) }
    return claims.count
  }

  /// Marks the waiting users as without a seat, once the site was found full. Users that changed in the meantime are
  /// due first: their revocations must not wait for the next check of the site.
  package func declareSeatsExceeded(of system: ID<AcsSystem>) throws {
    try rememberSeats(
      isExceeded: true, of: "acs_system_id = ? AND seat > 0 AND seat = ? AND \(isNotDue)",
      [system, AcsUserRecord.Seat.waiting.rawValue, workspaceID, system, now])
    try run(
      """
      UPDATE acs_users SET seat = ?, not_before = ?, revision = revision + 1
      WHERE workspace_id = ? AND acs_system_id = ? AND \(asksForSeat) AND \(isNotDue)
      """, AcsUserRecord.Seat.exceeded.rawValue, now + seatRecheckTime, workspaceID, system, now, workspaceID, system,
      now)
    try refreshSeatNotices(of: system)
  }

  /// Records since when seats are almost or completely used up, and clears it when they no longer are.
  func refreshSeatNotices(of system: ID<AcsSystem>) throws {
    guard let known = try acsSystem(system, in: workspaceID) else { return }
    let almostAt = known.seats.isAlmostReached ? known.seatsAlmostAt ?? now : nil
    let exceededAt = try someoneLacksSeat(of: system, in: workspaceID) ? known.seatsExceededAt ?? now : nil
    if (almostAt, exceededAt) == (known.seatsAlmostAt, known.seatsExceededAt) { return }
    try run(
      "UPDATE acs_systems SET seats_almost_at = ?, seats_exceeded_at = ? WHERE workspace_id = ? AND acs_system_id = ?",
      almostAt, exceededAt, workspaceID, system)
  }
}

/// Users whom the site's staff created. The staff assign their seats.
private let takenUp = AcsUserRecord.Origin.takenUp.rawValue

private let isNotDue = """
  acs_user_id NOT IN (SELECT t.acs_user_id FROM timetable t
    WHERE t.workspace_id = ? AND t.acs_system_id = ? AND t.due_at <= ?)
  """

/// The users that wait for a seat and need a check of the site: those that just began to wait, and those for which it
/// was full at the last check, some time ago.
private let asksForSeat = """
  seat > 0 AND (seat = \(AcsUserRecord.Seat.waiting.rawValue)
    OR seat = \(AcsUserRecord.Seat.exceeded.rawValue) AND COALESCE(not_before, 0) <= ?)
  """

extension Conditions {
  /// The users of systems who need a seat from now until a moment, and do not have it from the site's staff.
  fileprivate init(
    seatsAt systems: [ID<AcsSystem>], in workspace: ID<Workspace>, from now: Instant, until end: Instant
  ) {
    self.init("workspace_id = ?", workspace)
    among(systems, column: "acs_system_id")
    add("is_deleted = 0 AND (starts_at IS NULL OR starts_at < ?)", end)
    add("(ends_at IS NULL OR ends_at > ?) AND origin <> ?", now, takenUp)
  }
}
