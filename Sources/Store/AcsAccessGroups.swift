import API
import Core
import Wire

extension Connection {
  package func acsAccessGroup(_ id: ID<AcsAccessGroup>, in workspace: ID<Workspace>) throws -> AcsAccessGroupRecord? {
    try first("\(groupSelect) WHERE g.workspace_id = ? AND g.acs_access_group_id = ?", workspace, id, read: groupRecord)
  }

  package func acsAccessGroups(
    system: ID<AcsSystem>?, user: ID<AcsUser>?, identity: ID<UserIdentity>?, search: String?,
    in workspace: ID<Workspace>
  ) throws -> [AcsAccessGroupRecord] {
    var conditions = Conditions("g.workspace_id = ?", workspace)
    conditions.add("g.acs_system_id = ?", ifPresent: system)
    conditions.search(search, in: "g.search_text")
    let membership = """
      EXISTS (SELECT 1 FROM acs_user_access_groups m JOIN acs_users u
        ON u.workspace_id = m.workspace_id AND u.acs_user_id = m.acs_user_id
        WHERE m.workspace_id = g.workspace_id AND m.acs_access_group_id = g.acs_access_group_id AND m.is_wanted = 1
        AND
      """
    conditions.add("\(membership) u.acs_user_id = ?)", ifPresent: user)
    conditions.add("\(membership) u.user_identity_id = ?)", ifPresent: identity)
    return try all("\(groupSelect) WHERE \(conditions.sql) ORDER BY g.sequence", conditions.values, groupRecord)
  }

  /// Memberships of the group that the provider has not confirmed, the oldest hundred.
  package func pendingMemberships(
    of group: ID<AcsAccessGroup>, in workspace: ID<Workspace>
  ) throws -> [AcsAccessGroupRecord.Pending] {
    try all(
      """
      SELECT acs_user_id, is_wanted, wanted_at FROM acs_user_access_groups
      WHERE workspace_id = ? AND acs_access_group_id = ? AND is_wanted <> is_observed AND is_refused = 0
        AND acs_user_id NOT IN (SELECT u.acs_user_id FROM acs_users u WHERE u.workspace_id = ? AND u.origin = ?)
      ORDER BY wanted_at LIMIT 100
      """, workspace, group, workspace, AcsUserRecord.Origin.takenUp.rawValue
    ) { row in
      var columns = row.columns
      return AcsAccessGroupRecord.Pending(
        acsUserID: columns.id(), isWanted: columns.flag(), wantedAt: columns.instant())
    }
  }

  /// The group that the provider calls so, at the user's system.
  func acsAccessGroupID(
    of group: ExternalID<ProviderAccessGroup>, at user: AcsUserRecord
  ) throws -> ID<AcsAccessGroup>? {
    try first(
      """
      SELECT acs_access_group_id FROM acs_access_groups WHERE workspace_id = ? AND acs_system_id = ? AND external_id = ?
      """, user.workspaceID, user.acsSystemID, group
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }
}

extension Transaction {
  package func nextAcsAccessGroupSequence() throws -> Int {
    try nextSequence(of: "acs_access_groups")
  }

  package func insert(_ group: AcsAccessGroupRecord) throws {
    try run(
      """
      INSERT INTO acs_access_groups (workspace_id, acs_access_group_id, sequence, acs_system_id, external_id, name,
        created_at, hours, hours_at, search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, group.workspaceID, group.id, group.sequence, group.acsSystemID, group.group, group.name, group.createdAt,
      group.hours.rawValue, group.hoursAt, group.searchText)
  }

  /// Writes what the provider shows of a group that is known.
  package func save(_ group: AcsAccessGroupRecord) throws {
    try run(
      """
      UPDATE acs_access_groups SET name = ?, hours = ?, hours_at = ?, search_text = ?
      WHERE workspace_id = ? AND acs_access_group_id = ?
      """, group.name, group.hours.rawValue, group.hoursAt, group.searchText, group.workspaceID, group.id)
  }

  /// Removes a group with everyone's place in it.
  package func remove(_ group: AcsAccessGroupRecord) throws {
    for table in ["acs_user_access_groups", "acs_access_group_entrances", "acs_access_groups"] {
      try run(
        "DELETE FROM \(table) WHERE workspace_id = ? AND acs_access_group_id = ?", group.workspaceID, group.id)
    }
  }
}

extension AcsAccessGroupRecord {
  fileprivate var searchText: String { foldedText(name, id.text) }
}

private let groupSelect = """
  SELECT g.workspace_id, g.acs_access_group_id, g.acs_system_id, s.connected_account_id, g.sequence, g.external_id,
    g.name, g.created_at, g.hours, g.hours_at
  FROM acs_access_groups g JOIN acs_systems s ON s.workspace_id = g.workspace_id AND s.acs_system_id = g.acs_system_id
  """

private func groupRecord(_ row: Row) throws -> AcsAccessGroupRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  var group = AcsAccessGroupRecord(
    id: columns.id(), workspaceID: workspace, acsSystemID: columns.id(), connectedAccountID: columns.id(),
    sequence: columns.integer(), group: columns.external(), name: columns.text(), createdAt: columns.instant())
  group.hours = GroupHours(rawValue: columns.text()) ?? .always
  group.hoursAt = columns.optionalInstant()
  return group
}
