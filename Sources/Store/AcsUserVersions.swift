package import API
package import Core
package import Wire

extension Connection {
  /// The managed users that exist at the provider, by external ID, with the versions of their histories.
  ///
  /// Every change of a user is in its history, so an equal version means an unchanged user.
  package func historyVersions(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: (siteUser: ExternalID<ProviderSiteUser>, version: Int)] {
    let rows = try all(
      """
      SELECT u.acs_user_id, u.site_user_id, (SELECT MAX(h.sequence) FROM acs_user_history h
        WHERE h.workspace_id = u.workspace_id AND h.acs_user_id = u.acs_user_id)
      FROM acs_users u WHERE u.workspace_id = ? AND u.acs_system_id = ? AND u.site_user_id IS NOT NULL
      """, workspace, system
    ) { row in
      var columns = row.columns
      let id = columns.id(AcsUser.self)
      let siteUser: ExternalID<ProviderSiteUser> = columns.external()
      return (id, (siteUser: siteUser, version: columns.integer()))
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// Users by their IDs. Deleted users are omitted.
  func acsUsers(withIDs ids: [ID<AcsUser>], in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(ids, column: "acs_user_id")
    return try allKept(
      "SELECT \(AcsUserRecord.columns) FROM acs_users WHERE \(conditions.sql)", conditions.values, AcsUserRecord.read)
  }

  /// Users with their memberships and the versions of their histories, in three statements for any number of users.
  package func acsUsersWithVersions(
    _ ids: [ID<AcsUser>], in workspace: ID<Workspace>
  ) throws -> [(user: AcsUserRecord, memberships: [Membership], version: Int?)] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(ids, column: "acs_user_id")
    let users = try acsUsers(withIDs: ids, in: workspace)
    let versions = try all(
      "SELECT acs_user_id, MAX(sequence) FROM acs_user_history WHERE \(conditions.sql) GROUP BY acs_user_id",
      conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(AcsUser.self), columns.integer())
    }
    let versionOf = Dictionary(versions) { first, _ in first }
    let memberships = try memberships(ofUsers: ids, in: workspace)
    return users.map { ($0, memberships[$0.id] ?? [], versionOf[$0.id]) }
  }

  /// The version of a user's history.
  package func historyVersion(of user: ID<AcsUser>, in workspace: ID<Workspace>) throws -> Int? {
    try first(
      "SELECT MAX(sequence) FROM acs_user_history WHERE workspace_id = ? AND acs_user_id = ?", workspace, user
    ) { row in
      var columns = row.columns
      return columns.integer()
    }
  }

  /// The managed users that do not exist at the provider.
  package func unseenAcsUsers(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND site_user_id IS NULL AND is_deleted = 0
      """, workspace, system, read: AcsUserRecord.read)
  }

  /// The managed users whose site user was or may soon be created again.
  package func remadeAcsUsers(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users WHERE workspace_id = ? AND acs_system_id = ?
        AND site_user_id IS NOT NULL AND (generation > 0 OR succession IS NOT NULL OR open_call LIKE 'successor:%')
      """, workspace, system, read: AcsUserRecord.read)
  }

  /// The managed user of a system that a person is.
  package func acsUser(
    ofPerson person: ExternalID<ProviderPerson>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND person_id = ? AND person_id IS NOT NULL
      ORDER BY +sequence LIMIT 1
      """, workspace, system, person, read: AcsUserRecord.read)
  }

  /// Whether a person is a managed user at the system's site, or the successor of one. Two accounts may
  /// each have a system of the same site.
  package func isOurs(
    _ person: ExternalID<ProviderPerson>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> Bool {
    let sameSite = """
      acs_system_id IN (
        SELECT same.acs_system_id FROM acs_systems same JOIN acs_systems own
          ON own.workspace_id = same.workspace_id AND own.external_id = same.external_id
        WHERE own.workspace_id = ? AND own.acs_system_id = ?)
      """
    return try first(
      """
      SELECT 1 FROM acs_users WHERE workspace_id = ? AND \(sameSite) AND person_id = ? AND person_id IS NOT NULL
      UNION ALL
      SELECT 1 FROM acs_users WHERE workspace_id = ? AND \(sameSite) AND successor_person_id = ?
        AND successor_person_id IS NOT NULL
      LIMIT 1
      """, workspace, workspace, system, person, workspace, workspace, system, person, read: { _ in true }) ?? false
  }
}

extension Connection {
  /// The managed users for which a list of the provider may be outdated: they are new, being
  /// deleted or being changed.
  package func unsettledSiteUsers(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, newSince moment: Instant
  ) throws -> Set<ExternalID<ProviderSiteUser>> {
    Set(
      try all(
        """
        SELECT site_user_id FROM acs_users WHERE workspace_id = ? AND acs_system_id = ? AND site_user_id IS NOT NULL
          AND (is_deleted = 1 OR open_call IS NOT NULL OR provider_created_at > ?)
        """, workspace, system, moment
      ) { row in
        var columns = row.columns
        return columns.external()
      })
  }
}
