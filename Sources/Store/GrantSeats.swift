package import API
package import Core
package import Wire

extension Connection {
  /// The stays of users with access grants after their current or next one, until a moment.
  func laterSeatStays(
    ofEach systems: [ID<AcsSystem>], in workspace: ID<Workspace>, from now: Instant, until end: Instant
  ) throws -> [ID<AcsSystem>: [SeatStay<ID<AcsUser>>]] {
    let users = try acsUsers(withIDs: usersOfSeveralStays(in: workspace, from: now, until: end), in: workspace)
      .filter { $0.wanted.followsGrants && !$0.wanted.isDeleted && systems.contains($0.acsSystemID) }
    if users.isEmpty { return [:] }
    let grants = try grantPeriods(of: users.map(\.id), in: workspace)
    let later = users.map { user -> (system: ID<AcsSystem>, stays: [SeatStay<ID<AcsUser>>]) in
      (user.acsSystemID, laterSeatStays(of: user, grants[user.id] ?? [], until: end))
    }
    return Dictionary(grouping: later, by: \.system).mapValues { $0.flatMap(\.stays) }
  }

  /// The users with a stay that starts in a period, and with another stay. Almost all have only one: a covering index finds
  /// the others.
  private func usersOfSeveralStays(
    in workspace: ID<Workspace>, from now: Instant, until end: Instant
  ) throws -> [ID<AcsUser>] {
    try all(
      """
      SELECT p.acs_user_id FROM (SELECT q.acs_user_id FROM person_stays q WHERE q.workspace_id = ?
        GROUP BY q.acs_user_id HAVING COUNT(*) > 1) p
      WHERE EXISTS (SELECT 1 FROM person_stays s WHERE s.workspace_id = ? AND s.acs_user_id = p.acs_user_id
        AND s.starts_at + 0 > ? AND s.starts_at + 0 < ?)
      """, workspace, workspace, now, end + subscriptionLead
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  private func laterSeatStays(
    of user: AcsUserRecord, _ grants: [Schedule], until end: Instant
  ) -> [SeatStay<ID<AcsUser>>] {
    guard let current = user.wanted.schedule else { return [] }
    return subscriptionPeriods(own: user.wanted.own, grants: grants)
      .filter { $0.startsAt > current.startsAt && $0.startsAt < end }
      .map { period in
        let claim = SeatClaim(
          claimant: user.id, isReserved: false, startsAt: period.startsAt, sequence: user.sequence)
        return SeatStay(claim: claim, endsAt: period.endsAt, holdsSeat: false)
      }
  }

  /// The schedules of each user of a system who has access grants: those of the grants, and the user's own.
  package func schedulesOfGrantUsers(
    at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [Schedule]] {
    let own = try all(
      """
      SELECT acs_user_id, own_starts_at, own_ends_at FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND follows_grants = 1 AND is_deleted = 0
        AND own_starts_at IS NOT NULL
      """, workspace, system
    ) { row in
      var columns = row.columns
      return (
        user: columns.id(AcsUser.self),
        period: Schedule(startsAt: columns.instant(), endsAt: columns.optionalInstant())
      )
    }
    let owned = Dictionary(grouping: own, by: \.user).mapValues { $0.map(\.period) }
    let conditions = Conditions("m.workspace_id = ? AND m.acs_system_id = ?", workspace, system)
    return try grantPeriods(conditions).merging(owned) { $0 + $1 }
  }

  /// The periods of the grants of users.
  private func grantPeriods(
    of users: [ID<AcsUser>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [Schedule]] {
    var conditions = Conditions("m.workspace_id = ?", workspace)
    conditions.among(users, column: "m.acs_user_id")
    return try grantPeriods(conditions)
  }

  private func grantPeriods(_ conditions: Conditions) throws -> [ID<AcsUser>: [Schedule]] {
    let found = try all(
      """
      SELECT DISTINCT m.acs_user_id, g.access_grant_id, g.starts_at, g.ends_at FROM access_methods m JOIN access_grants g
        ON g.workspace_id = m.workspace_id AND g.access_grant_id = m.access_grant_id
      WHERE \(conditions.sql) AND g.is_deleted = 0
      """, conditions.values
    ) { row in
      var columns = row.columns
      let (user, _) = (columns.id(AcsUser.self), columns.id(AccessGrant.self))
      return (user: user, period: Schedule(startsAt: columns.instant(), endsAt: columns.optionalInstant()))
    }
    return Dictionary(grouping: found, by: \.user).mapValues { $0.map(\.period) }
  }
}
