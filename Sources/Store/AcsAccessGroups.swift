package import API
package import Core
package import Wire

/// A filter for lists of access groups.
package struct AcsAccessGroupFilter: Sendable {
  package var ids: [ID<AcsAccessGroup>]?
  package var acsSystemID: ID<AcsSystem>?
  package var acsUserID: ID<AcsUser>?
  package var userIdentityID: ID<UserIdentity>?
  package var search: String?
  package init() {}
}

extension Connection {
  package func acsAccessGroup(_ id: ID<AcsAccessGroup>, in workspace: ID<Workspace>) throws -> AcsAccessGroupRecord? {
    try firstKept(
      "\(groupSelect) WHERE g.workspace_id = ? AND g.acs_access_group_id = ?", workspace, id,
      read: AcsAccessGroupRecord.read)
  }

  package func acsAccessGroups(
    _ filter: AcsAccessGroupFilter, in workspace: ID<Workspace>
  ) throws -> [AcsAccessGroupRecord] {
    let conditions = conditions(filter, in: workspace)
    return try all(
      "\(groupSelect) WHERE \(conditions.sql) ORDER BY g.sequence", conditions.values, AcsAccessGroupRecord.read)
  }

  /// Every group of a system.
  package func acsAccessGroups(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsAccessGroupRecord] {
    var filter = AcsAccessGroupFilter()
    filter.acsSystemID = system
    return try acsAccessGroups(filter, in: workspace)
  }

  /// The names of the groups that contain an entrance, without those of access grants.
  package func groupNames(
    holding entrance: ID<AcsEntrance>, limit: Int, in workspace: ID<Workspace>
  ) throws -> [String] {
    try all(
      """
      SELECT g.name FROM acs_access_group_entrances x JOIN acs_access_groups g
        ON g.workspace_id = x.workspace_id AND g.acs_access_group_id = x.acs_access_group_id
      WHERE x.workspace_id = ? AND x.acs_entrance_id = ? AND NOT EXISTS (SELECT 1 FROM grant_groups n
        WHERE n.workspace_id = g.workspace_id AND n.acs_access_group_id = g.acs_access_group_id)
      ORDER BY g.name, g.sequence LIMIT ?
      """, workspace, entrance, limit
    ) { row in
      var columns = row.columns
      return columns.text()
    }
  }

  /// The groups that contain an entrance.
  package func acsAccessGroups(
    holding entrance: ID<AcsEntrance>, in workspace: ID<Workspace>
  ) throws -> [AcsAccessGroupRecord] {
    try all(
      """
      \(groupSelect) JOIN acs_access_group_entrances x
        ON x.workspace_id = g.workspace_id AND x.acs_access_group_id = g.acs_access_group_id
      WHERE x.workspace_id = ? AND x.acs_entrance_id = ? ORDER BY g.sequence
      """, workspace, entrance, read: AcsAccessGroupRecord.read)
  }

  private func conditions(_ filter: AcsAccessGroupFilter, in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("g.workspace_id = ?", workspace)
    conditions.among(filter.ids, column: "g.acs_access_group_id")
    conditions.add("g.acs_system_id = ?", ifPresent: filter.acsSystemID)
    conditions.search(filter.search, in: "g.search_text")
    let members = """
      g.acs_access_group_id IN (SELECT m.acs_access_group_id FROM acs_users u JOIN acs_user_access_groups m
        ON m.workspace_id = u.workspace_id AND m.acs_user_id = u.acs_user_id AND m.is_wanted = 1
        WHERE u.workspace_id = ? AND
      """
    if let user = filter.acsUserID { conditions.add("\(members) u.acs_user_id = ?)", workspace, user) }
    if let identity = filter.userIdentityID {
      conditions.add("\(members) u.user_identity_id = ?)", workspace, identity)
    }
    return conditions
  }

  /// Memberships that the provider has not confirmed, the oldest hundred of each group.
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
    try insertRow(group)
  }

  /// Stores the observed state of a known group.
  package func save(_ group: AcsAccessGroupRecord) throws {
    try updateRow(group)
  }

  /// Deletes a group with its memberships.
  package func remove(_ group: AcsAccessGroupRecord) throws {
    try run(
      """
      UPDATE acs_users SET revision = revision + 1 WHERE workspace_id = ? AND acs_user_id IN
        (SELECT acs_user_id FROM acs_user_access_groups WHERE workspace_id = ? AND acs_access_group_id = ?)
      """, group.workspaceID, group.workspaceID, group.id)
    for table in ["acs_user_access_groups", "acs_access_group_entrances", "acs_access_groups"] {
      try run(
        "DELETE FROM \(table) WHERE workspace_id = ? AND acs_access_group_id = ?", group.workspaceID, group.id)
    }
  }
}

extension AcsAccessGroupRecord: Updatable {
  static let table = Table<AcsAccessGroupRecord>("acs_access_groups")

  static func row(_ column: inout some ColumnVisitor<AcsAccessGroupRecord>) -> AcsAccessGroupRecord {
    var group = AcsAccessGroupRecord(
      id: column(key: "acs_access_group_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      acsSystemID: column(once: "acs_system_id", \.acsSystemID),
      connectedAccountID: column("connected_account_id", of: "s", \.connectedAccountID),
      sequence: column(once: "sequence", \.sequence), group: column(once: "external_id", \.group),
      name: column("name", \.name), createdAt: column(once: "created_at", \.createdAt))
    group.hours = GroupHours(rawValue: column("hours", \.hours.rawValue)) ?? .always
    group.span = LocalPeriod(
      starts: column("span_starts", \.span.starts), ends: column("span_ends", \.span.ends))
    group.hoursAt = column("hours_at", \.hoursAt)
    column(unread: "search_text") { foldedText($0.name, $0.id.text) }
    return group
  }
}

private let groupSelect = """
  SELECT \(AcsAccessGroupRecord.table.columns(of: "g")) FROM acs_access_groups g
  JOIN acs_systems s ON s.workspace_id = g.workspace_id AND s.acs_system_id = g.acs_system_id
  """
