package import API
package import Core
package import Wire

/// What a list of access groups is narrowed by.
package struct AcsAccessGroupFilter: Sendable {
  package var id: ID<AcsAccessGroup>?
  package var acsSystemID: ID<AcsSystem>?
  package var acsUserID: ID<AcsUser>?
  package var userIdentityID: ID<UserIdentity>?
  package var search: String?
  package init() {}
}

extension Connection {
  package func acsAccessGroup(_ id: ID<AcsAccessGroup>, in workspace: ID<Workspace>) throws -> AcsAccessGroupRecord? {
    try first("\(groupSelect) WHERE g.workspace_id = ? AND g.acs_access_group_id = ?", workspace, id, read: groupRecord)
  }

  package func acsAccessGroups(
    _ filter: AcsAccessGroupFilter, in workspace: ID<Workspace>
  ) throws -> [AcsAccessGroupRecord] {
    let conditions = conditions(filter, in: workspace)
    return try all("\(groupSelect) WHERE \(conditions.sql) ORDER BY g.sequence", conditions.values, groupRecord)
  }

  /// Every group of a system.
  package func acsAccessGroups(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsAccessGroupRecord] {
    var filter = AcsAccessGroupFilter()
    filter.acsSystemID = system
    return try acsAccessGroups(filter, in: workspace)
  }

  private func conditions(_ filter: AcsAccessGroupFilter, in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("g.workspace_id = ?", workspace)
    conditions.add("g.acs_access_group_id = ?", ifPresent: filter.id)
    conditions.add("g.acs_system_id = ?", ifPresent: filter.acsSystemID)
    conditions.search(filter.search, in: "g.search_text")
    let membership = """
      EXISTS (SELECT 1 FROM acs_user_access_groups m JOIN acs_users u
        ON u.workspace_id = m.workspace_id AND u.acs_user_id = m.acs_user_id
        WHERE m.workspace_id = g.workspace_id AND m.acs_access_group_id = g.acs_access_group_id AND m.is_wanted = 1
        AND
      """
    conditions.add("\(membership) u.acs_user_id = ?)", ifPresent: filter.acsUserID)
    conditions.add("\(membership) u.user_identity_id = ?)", ifPresent: filter.userIdentityID)
    return conditions
  }

  /// Memberships of groups that the provider has not confirmed, the oldest hundred of each group.
  package func pendingMemberships(
    _ filter: AcsAccessGroupFilter, in workspace: ID<Workspace>
  ) throws -> [ID<AcsAccessGroup>: [AcsAccessGroupRecord.Pending]] {
    let conditions = conditions(filter, in: workspace)
    let rows = try all(
      """
      SELECT acs_access_group_id, acs_user_id, is_wanted, wanted_at FROM (
        SELECT x.acs_access_group_id, x.acs_user_id, x.is_wanted, x.wanted_at,
          ROW_NUMBER() OVER (PARTITION BY x.acs_access_group_id ORDER BY x.wanted_at, x.acs_user_id) AS place
        FROM acs_access_groups g JOIN acs_user_access_groups x
          ON x.workspace_id = g.workspace_id AND x.acs_access_group_id = g.acs_access_group_id
        WHERE \(conditions.sql) AND x.is_wanted <> x.is_observed AND x.is_refused = 0
          AND NOT EXISTS (SELECT 1 FROM acs_users t WHERE t.workspace_id = x.workspace_id
            AND t.acs_user_id = x.acs_user_id AND t.origin = ?)
      ) pending WHERE place <= 100 ORDER BY place
      """, conditions.values + [AcsUserRecord.Origin.takenUp.rawValue]
    ) { row in
      var columns = row.columns
      let group = columns.id(AcsAccessGroup.self)
      let pending = AcsAccessGroupRecord.Pending(
        acsUserID: columns.id(), isWanted: columns.flag(), wantedAt: columns.instant())
      return (group: group, pending: pending)
    }
    return Dictionary(grouping: rows, by: \.group).mapValues { $0.map(\.pending) }
  }

  /// The group with an external ID in the user's system.
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

  /// Stores the observed state of a known group.
  package func save(_ group: AcsAccessGroupRecord) throws {
    try run(
      """
      UPDATE acs_access_groups SET name = ?, hours = ?, hours_at = ?, search_text = ?
      WHERE workspace_id = ? AND acs_access_group_id = ?
      """, group.name, group.hours.rawValue, group.hoursAt, group.searchText, group.workspaceID, group.id)
  }

  /// Deletes a group with its memberships.
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
