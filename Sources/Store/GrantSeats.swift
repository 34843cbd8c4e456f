package import API
package import Core
package import Wire

extension Connection {
  /// The stays of users with access grants after their current or next one, until a moment.
  func laterSeatStays(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, until end: Instant
  ) throws -> [SeatStay<ID<AcsUser>>] {
    let users = try all(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND follows_grants = 1 AND is_deleted = 0
      """, workspace, system, read: AcsUserRecord.read)
    if users.isEmpty { return [] }
    let grants = try grantPeriods(at: system, in: workspace)
    return users.flatMap { user -> [SeatStay<ID<AcsUser>>] in
      guard let current = user.wanted.schedule else { return [] }
      return subscriptionPeriods(own: user.wanted.own, grants: grants[user.id] ?? [])
        .filter { $0.startsAt > current.startsAt && $0.startsAt < end }
        .map { period in
          let claim = SeatClaim(
            claimant: user.id, isReserved: false, startsAt: period.startsAt, sequence: user.sequence)
          return SeatStay(claim: claim, endsAt: period.endsAt, holdsSeat: false)
        }
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
    return try grantPeriods(at: system, in: workspace).merging(owned) { $0 + $1 }
  }

  /// The periods of the grants of each user of a system.
  private func grantPeriods(
    at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [Schedule]] {
    let found = try all(
      """
      SELECT DISTINCT m.acs_user_id, g.access_grant_id, g.starts_at, g.ends_at FROM access_methods m JOIN access_grants g
        ON g.workspace_id = m.workspace_id AND g.access_grant_id = m.access_grant_id
      WHERE m.workspace_id = ? AND m.acs_system_id = ? AND g.is_deleted = 0
      """, workspace, system
    ) { row in
      var columns = row.columns
      let (user, _) = (columns.id(AcsUser.self), columns.id(AccessGrant.self))
      return (user: user, period: Schedule(startsAt: columns.instant(), endsAt: columns.optionalInstant()))
    }
    return Dictionary(grouping: found, by: \.user).mapValues { $0.map(\.period) }
  }
}
