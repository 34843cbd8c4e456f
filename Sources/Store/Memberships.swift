package import API
package import Core
package import Wire

extension Connection {
  /// All memberships of a user, wanted or observed.
  package func memberships(of user: AcsUserRecord) throws -> [Membership] {
    try allKept(
      """
      \(membershipSelect) AND m.workspace_id = ? AND m.acs_user_id = ? ORDER BY g.sequence
      """, user.workspaceID, user.id, read: readMembership)
  }

  /// All memberships of several users, wanted or observed.
  func memberships(
    ofUsers ids: [ID<AcsUser>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [Membership]] {
    var conditions = Conditions("m.workspace_id = ?", workspace)
    conditions.among(ids, column: "m.acs_user_id")
    let rows = try all(
      "SELECT m.acs_user_id, \(membershipColumns) \(membershipSource) AND \(conditions.sql) ORDER BY g.sequence",
      conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(AcsUser.self), readMembership(&columns))
    }
    return Dictionary(grouping: rows) { $0.0 }.mapValues { rows in rows.map { $0.1 } }
  }

  /// The memberships of a user whose wanted and observed state differ. All of them, if the access schedule decides
  /// which are wanted now.
  package func openMemberships(of user: AcsUserRecord) throws -> [Membership] {
    if !user.origin.isOurs || user.wanted.followsGrants { return try memberships(of: user) }
    return try all(
      """
      \(membershipSelect)
        AND m.workspace_id = ? AND m.acs_user_id = ? AND m.is_wanted <> m.is_observed ORDER BY g.sequence
      """, user.workspaceID, user.id, read: readMembership)
  }

  /// The same memberships of several users.
  func openMemberships(
    of users: [AcsUserRecord], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [Membership]] {
    let scheduled = Set(users.filter { !$0.origin.isOurs || $0.wanted.followsGrants }.map(\.id))
    return try memberships(ofUsers: users.map(\.id), in: workspace).reduce(into: [:]) { open, known in
      let isScheduled = scheduled.contains(known.key)
      open[known.key] = known.value.filter { isScheduled || $0.isWanted != $0.isObserved }
    }
  }
}

extension Transaction {
  /// Stores the wanted state. Idempotent.
  ///
  /// - Returns: whether it changed anything.
  @discardableResult
  package func want(_ isWanted: Bool, _ user: AcsUserRecord, in group: ID<AcsAccessGroup>) throws -> Bool {
    let changed = try run(
      """
      INSERT INTO acs_user_access_groups
        (workspace_id, acs_user_id, acs_access_group_id, is_wanted, is_observed, wanted_at)
      SELECT ?, ?, ?, ?, 0, ? WHERE ? = 1 OR EXISTS (SELECT 1 FROM acs_user_access_groups
        WHERE workspace_id = ? AND acs_user_id = ? AND acs_access_group_id = ?)
      ON CONFLICT (workspace_id, acs_user_id, acs_access_group_id) DO UPDATE
        SET is_wanted = excluded.is_wanted, wanted_at = excluded.wanted_at, is_refused = 0,
          is_own = CASE WHEN excluded.is_wanted = 1 THEN 1 ELSE acs_user_access_groups.is_own END
        WHERE acs_user_access_groups.is_wanted <> excluded.is_wanted
      """, user.workspaceID, user.id, group, isWanted, now, isWanted, user.workspaceID, user.id, group)
    guard changed > 0 else { return false }
    try countChange(of: user)
    try remember(user, .wanted, of: group, Membership.wantedJSON(isWanted, isOwn: true))
    return true
  }

  /// Makes rejected changes of memberships due for a retry.
  package func retryPlaces(of user: AcsUserRecord) throws {
    try run(
      "UPDATE acs_user_access_groups SET is_refused = 0 WHERE workspace_id = ? AND acs_user_id = ? AND is_refused = 1",
      user.workspaceID, user.id)
    try countChange(of: user)
  }

  /// Adopts the memberships that were added at the provider, for known groups.
  package func adopt(_ user: AcsUserRecord, in groups: [ExternalID<ProviderAccessGroup>]) throws {
    for group in groups { try acsAccessGroupID(of: group, at: user).map { try adopt(user, in: $0) } }
  }

  /// Stores the memberships of a recovered user. Unwanted ones will be removed.
  package func noteFound(_ user: AcsUserRecord, in groups: [ExternalID<ProviderAccessGroup>]) throws {
    for group in try groups.compactMap({ try acsAccessGroupID(of: $0, at: user) }) {
      try run(
        """
        INSERT INTO acs_user_access_groups
          (workspace_id, acs_user_id, acs_access_group_id, is_wanted, is_observed, wanted_at) VALUES (?, ?, ?, 0, 1, ?)
        ON CONFLICT (workspace_id, acs_user_id, acs_access_group_id) DO UPDATE SET is_observed = 1, is_refused = 0
        """, user.workspaceID, user.id, group, now)
      try remember(user, .observed, of: group, .object(["is_member": .bool(true)]))
    }
    if !groups.isEmpty { try countChange(of: user) }
  }

  private func adopt(_ user: AcsUserRecord, in group: ID<AcsAccessGroup>) throws {
    try run(
      """
      INSERT INTO acs_user_access_groups
        (workspace_id, acs_user_id, acs_access_group_id, is_wanted, is_observed, wanted_at, is_own)
        VALUES (?, ?, ?, 1, 1, ?, 0)
      ON CONFLICT (workspace_id, acs_user_id, acs_access_group_id) DO UPDATE SET is_observed = 1, is_refused = 0, is_own = 0
      """, user.workspaceID, user.id, group, now)
    try countChange(of: user)
    try remember(user, .wanted, of: group, Membership.wantedJSON(true, isOwn: false))
    try remember(user, .observed, of: group, .object(["is_member": .bool(true)]))
  }

  /// Stores the observed state. A membership that is neither wanted nor observed is deleted, unless the call that adds
  /// it may still take effect.
  package func save(_ memberships: [Membership], was before: [Membership], of user: AcsUserRecord) throws {
    for (membership, previous) in zip(memberships, before) where membership != previous {
      try run(
        """
        UPDATE acs_user_access_groups SET is_wanted = ?, is_observed = ?, is_refused = ?, is_own = ?
        WHERE workspace_id = ? AND acs_user_id = ? AND acs_access_group_id = ?
        """, membership.isWanted, membership.isObserved, membership.isRefused, membership.isOwn, user.workspaceID,
        user.id,
        membership.acsAccessGroupID)
      if (membership.isWanted, membership.isOwn) != (previous.isWanted, previous.isOwn) {
        try remember(user, .wanted, of: membership.acsAccessGroupID, membership.wantedJSON)
      }
      if membership.isObserved != previous.isObserved {
        try remember(user, .observed, of: membership.acsAccessGroupID, membership.observedJSON)
      }
    }
    let doubt = user.progress.openCall?.kind.group
    let doubtful = memberships.first { $0.group == doubt }?.acsAccessGroupID
    let deleted = try run(
      """
      DELETE FROM acs_user_access_groups
      WHERE workspace_id = ? AND acs_user_id = ? AND is_wanted = 0 AND is_observed = 0 AND acs_access_group_id IS DISTINCT FROM ?
      """, user.workspaceID, user.id, doubtful)
    if deleted > 0 || memberships != before { try countChange(of: user) }
  }
}

// The cross join keeps the planner from starting with all groups of the workspace, in their order.
private let membershipSource = """
  FROM acs_user_access_groups m CROSS JOIN acs_access_groups g
  WHERE g.workspace_id = m.workspace_id AND g.acs_access_group_id = m.acs_access_group_id
  """

private let membershipSelect = "SELECT \(membershipColumns) \(membershipSource)"

/// The columns that `readMembership` reads, in its order.
let membershipColumns =
  """
  m.acs_access_group_id, g.external_id, m.is_wanted, m.is_observed, m.wanted_at, m.is_refused, m.is_own,
    \(isOfGrant("m.workspace_id", "m.acs_access_group_id"))
  """

/// Whether an access group was made for an access grant.
func isOfGrant(_ workspace: String, _ group: String) -> String {
  """
  EXISTS (SELECT 1 FROM grant_groups gg
    WHERE gg.workspace_id = \(workspace) AND gg.acs_access_group_id = \(group))
  """
}

func readMembership(_ row: Row) throws -> Membership {
  var columns = row.columns
  return readMembership(&columns)
}

func readMembership(_ columns: inout Columns) -> Membership {
  Membership(
    acsAccessGroupID: columns.id(), group: columns.external(), isWanted: columns.flag(), isObserved: columns.flag(),
    wantedAt: columns.instant(), isRefused: columns.flag(), isOwn: columns.flag(), isOfGrant: columns.flag())
}
