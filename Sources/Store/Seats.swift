import API
import Core
import Wire

// Every query over seats says `seat > 0`, though more follows: only so does SQLite see that the partial index serves it.

extension Connection {
  /// The site's seats, with those that are set aside for open calls.
  package func seats(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Seats {
    try first(
      """
      SELECT seats_limit, seats_used, (SELECT COUNT(*) FROM acs_users u WHERE u.workspace_id = s.workspace_id
        AND u.acs_system_id = s.acs_system_id AND u.seat > 0 AND u.seat = ?), seats_for_staff,
        CASE WHEN seats_for_staff > 0 THEN seats_used - (SELECT COUNT(*) FROM acs_users u
          WHERE u.workspace_id = s.workspace_id AND u.acs_system_id = s.acs_system_id AND u.observed_subscribed = 1
          AND u.starts_at IS NOT NULL AND u.origin <> ?) ELSE 0 END
      FROM acs_systems s WHERE workspace_id = ? AND acs_system_id = ?
      """, AcsUserRecord.Seat.reserved.rawValue, takenUp, workspace, system
    ) { row in
      var columns = row.columns
      return Seats(
        limit: columns.integer(), used: columns.integer(), reserved: columns.integer(), forStaff: columns.integer(),
        usedByStaff: columns.integer())
    } ?? Seats(limit: 0, used: 0, reserved: 0)
  }

  /// Everyone who will want a seat from now until a moment. Whom people of the site made they subscribe themselves.
  package func seatStays(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, from now: Instant, until end: Instant
  ) throws -> [SeatStay<ID<AcsUser>>] {
    try all(
      """
      SELECT acs_user_id, starts_at, sequence, ends_at, observed_subscribed FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND is_deleted = 0 AND (starts_at IS NULL OR starts_at < ?)
        AND (ends_at IS NULL OR ends_at > ?) AND origin <> ?
      """, workspace, system, end, now, takenUp
    ) { row in
      var columns = row.columns
      let claim = SeatClaim(
        claimant: columns.id(AcsUser.self), isReserved: false, startsAt: columns.optionalInstant(),
        sequence: columns.integer())
      return SeatStay(claim: claim, endsAt: columns.optionalInstant(), holdsSeat: columns.flag())
    }
  }

  /// Those who wait for a seat and come first, at most `limit` of them.
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

  /// Whether someone waits for a seat and the site was not asked yet, or not for long.
  package func someoneWaitsForSeat(of system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant) throws -> Bool {
    try first(
      "SELECT 1 FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND \(asksForSeat) LIMIT 1", workspace,
      system, now, read: { _ in true }) ?? false
  }

  /// Whether somebody waits for a seat and one is free.
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

  /// Whether somebody goes without a seat, as the site was seen to be full.
  func someoneLacksSeat(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND seat > 0 AND seat = ? LIMIT 1",
      workspace, system, AcsUserRecord.Seat.exceeded.rawValue, read: { _ in true }) ?? false
  }
}

extension Transaction {
  /// Keeps seats for staff; those that guests hold stay theirs until they leave.
  package func saveSeatsForStaff(_ count: Int, of system: ID<AcsSystem>) throws {
    try run(
      "UPDATE acs_systems SET seats_for_staff = ? WHERE workspace_id = ? AND acs_system_id = ?", count, workspaceID,
      system)
  }

  /// Has those of the users who want a seat at this moment stand in line for one, before any of them is given out.
  package func standInLine(_ users: [ID<AcsUser>]) throws {
    for user in try acsUsers(withIDs: users, in: workspaceID) where user.standsInLine(at: now) {
      try run(
        "UPDATE acs_users SET seat = ? WHERE workspace_id = ? AND acs_user_id = ?",
        AcsUserRecord.Seat.waiting.rawValue, workspaceID, user.id)
    }
  }

  /// Counts seats taken or given back by our own confirmed calls.
  package func addSeatsUsed(_ taken: Int, isFull: Bool, of system: ID<AcsSystem>) throws {
    guard taken != 0 || isFull else { return }
    guard var site = try acsSystem(system, in: workspaceID)?.seats else { return }
    site.count(taken, isFull: isFull)
    try run(
      "UPDATE acs_systems SET seats_used = ? WHERE workspace_id = ? AND acs_system_id = ?", site.used, workspaceID,
      system)
    try refreshSeatNotices(of: system)
  }

  /// Makes those who come first among the waiting due, as many as there are free seats.
  ///
  /// - Returns: how many became due.
  @discardableResult
  package func offerFreeSeats(of system: ID<AcsSystem>) throws -> Int {
    let claims = try claimsOnFreeSeats(of: system, in: workspaceID)
    for claim in claims {
      try rememberSeats(
        isExceeded: false, of: "acs_user_id = ? AND seat = ?", [claim.claimant, AcsUserRecord.Seat.exceeded.rawValue])
      try run(
        """
        UPDATE acs_users SET seat = ?, not_before = CASE WHEN seat = ? THEN NULL ELSE not_before END
        WHERE workspace_id = ? AND acs_user_id = ?
        """, AcsUserRecord.Seat.none.rawValue, AcsUserRecord.Seat.exceeded.rawValue, workspaceID, claim.claimant)
      try setDue(claim.claimant, at: system, now)
    }
    if !claims.isEmpty { try refreshSeatNotices(of: system) }
    return claims.count
  }

  /// Says of those who still wait, once the site was seen to be full, that they go without. Who was changed meanwhile is
  /// due, and comes first: what is to be taken away from a user may not wait until the site is asked again.
  package func declareSeatsExceeded(of system: ID<AcsSystem>) throws {
    try rememberSeats(
      isExceeded: true, of: "acs_system_id = ? AND seat > 0 AND seat = ? AND \(isNotDue)",
      [system, AcsUserRecord.Seat.waiting.rawValue, workspaceID, system, now])
    try run(
      """
      UPDATE acs_users SET seat = ?, not_before = ? WHERE workspace_id = ? AND acs_system_id = ? AND \(asksForSeat)
        AND \(isNotDue)
      """, AcsUserRecord.Seat.exceeded.rawValue, now + seatRecheckTime, workspaceID, system, now, workspaceID, system,
      now)
    try refreshSeatNotices(of: system)
  }

  /// Keeps since when seats are nearly or wholly short, and ends it when they no longer are.
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

/// Whom people of the site made: their seats are the site's to give.
private let takenUp = AcsUserRecord.Origin.takenUp.rawValue

private let isNotDue = """
  acs_user_id NOT IN (SELECT t.acs_user_id FROM timetable t
    WHERE t.workspace_id = ? AND t.acs_system_id = ? AND t.due_at <= ?)
  """

/// Who waits for a seat and for whom the site is to be asked: those who just began to, and those for whom it was full
/// when it was last asked, some time ago.
private let asksForSeat = """
  seat > 0 AND (seat = \(AcsUserRecord.Seat.waiting.rawValue)
    OR seat = \(AcsUserRecord.Seat.exceeded.rawValue) AND COALESCE(not_before, 0) <= ?)
  """
