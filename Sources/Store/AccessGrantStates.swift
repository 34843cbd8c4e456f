package import API
package import Core
package import Wire

extension Connection {
  /// The number of grants whose state is read at once.
  private static let stateChunk = 500

  /// Grants with everything that decides what works of them, in a fixed number of statements for many grants.
  package func states(of grants: [AccessGrantRecord], in workspace: ID<Workspace>) throws -> [AccessGrantState] {
    var states: [AccessGrantState] = []
    var rest = grants[...]
    while !rest.isEmpty {
      states += try chunk(of: Array(rest.prefix(Self.stateChunk)), in: workspace)
      rest = rest.dropFirst(Self.stateChunk)
    }
    return states
  }

  package func state(of grant: AccessGrantRecord) throws -> AccessGrantState {
    try states(of: [grant], in: grant.workspaceID).first ?? AccessGrantState(grant)
  }

  private func chunk(of grants: [AccessGrantRecord], in workspace: ID<Workspace>) throws -> [AccessGrantState] {
    let ids = grants.map(\.id)
    let spaces = try spaces(ofGrants: ids, in: workspace)
    let doors = try doors(ofGrants: ids, in: workspace)
    let requests = try methodRequests(of: ids, in: workspace)
    let methods = try methodStates(of: ids, in: workspace)
    let sites = try sites(of: ids, in: workspace)
    return grants.map { grant in
      var state = AccessGrantState(grant)
      state.spaces = spaces[grant.id] ?? []
      state.doors = doors[grant.id] ?? []
      state.requests = requests[grant.id] ?? []
      state.methods = methods[grant.id] ?? []
      state.sites = sites[grant.id] ?? []
      return state
    }
  }

  /// The spaces of grants, also deleted ones.
  func spaces(
    ofGrants ids: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [GrantSpace]] {
    var conditions = Conditions("x.workspace_id = ?", workspace)
    conditions.among(ids, column: "x.access_grant_id")
    let found = try allKept(
      """
      SELECT x.access_grant_id, x.space_id, COALESCE(s.name, x.space_name), x.space_deleted_at
      FROM access_grant_spaces x
      LEFT JOIN spaces s ON s.workspace_id = x.workspace_id AND s.space_id = x.space_id
      WHERE \(conditions.sql) ORDER BY s.sequence, x.space_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      let grant = columns.id(AccessGrant.self)
      return (
        grant: grant,
        space: GrantSpace(id: columns.id(), name: columns.text(), deletedAt: columns.optionalInstant())
      )
    }
    return Dictionary(grouping: found, by: \.grant).mapValues { $0.map(\.space) }
  }

  /// The doors of grants now, each once.
  package func doors(
    ofGrants ids: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [AcsEntranceRecord]] {
    var named = Conditions("d.workspace_id = ?", workspace)
    named.among(ids, column: "d.access_grant_id")
    var ofSpaces = Conditions("x.workspace_id = ?", workspace)
    ofSpaces.among(ids, column: "x.access_grant_id")
    let found = try allKept(
      """
      SELECT q.access_grant_id, \(AcsEntranceRecord.table.columns(of: "e")) FROM (
        SELECT d.workspace_id, d.access_grant_id, d.acs_entrance_id FROM access_grant_doors d WHERE \(named.sql)
        UNION SELECT x.workspace_id, x.access_grant_id, p.acs_entrance_id FROM access_grant_spaces x JOIN space_doors p
          ON p.workspace_id = x.workspace_id AND p.space_id = x.space_id WHERE \(ofSpaces.sql)
      ) q JOIN acs_entrances e ON e.workspace_id = q.workspace_id AND e.acs_entrance_id = q.acs_entrance_id
      JOIN acs_systems s ON s.workspace_id = e.workspace_id AND s.acs_system_id = e.acs_system_id
      ORDER BY e.sequence
      """, named.values + ofSpaces.values
    ) { row in
      var columns = row.columns
      let grant = columns.id(AccessGrant.self)
      return (grant: grant, door: try AcsEntranceRecord.read(&columns))
    }
    return Dictionary(grouping: found, by: \.grant).mapValues { $0.map(\.door) }
  }

  private func methodStates(
    of ids: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [AccessMethodState]] {
    let methods = try accessMethods(of: ids, in: workspace)
    let all = methods.values.flatMap(\.self)
    if all.isEmpty { return [:] }
    let users = Dictionary(
      try acsUsers(withIDs: Array(Set(all.map(\.acsUserID))), in: workspace).map { ($0.id, $0) }
    ) { first, _ in first }
    var filter = AcsCredentialFilter()
    filter.ids = Array(Set(all.compactMap(\.acsCredentialID)))
    let rows = try acsCredentialRows(filter, PageRange(from: nil, limit: 100_000), in: workspace).rows
    let credentials = Dictionary(rows.map { ($0.credential.id, $0) }) { first, _ in first }
    let keys = try instantKeys(of: all.filter { $0.mode == .mobileKey }.map(\.id), in: workspace)
    return methods.mapValues { methods in
      methods.map { method in
        AccessMethodState(
          method: method, user: users[method.acsUserID],
          credential: method.acsCredentialID.flatMap { credentials[$0] }, instantKey: keys[method.id])
      }
    }
  }

  private func sites(
    of ids: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [GrantAtSite]] {
    let groups = try grantGroups(of: ids, in: workspace)
    let locks = Set(groups.values.joined().flatMap { $0.observed?.locks ?? [] })
    let entrances = try entrances(ofLocks: Array(locks), in: workspace)
    let joined = try joinedGroups(
      among: groups.values.joined().compactMap(\.acsAccessGroupID), in: workspace)
    return groups.mapValues { groups in
      groups.map { group in
        var site = group.atSite(entrances)
        site.isJoined = joined[site.acsUserID]?.contains { $0 == site.acsAccessGroupID } ?? false
        return site
      }
    }
  }

  private func entrances(
    ofLocks locks: [ExternalID<ProviderLock>], in workspace: ID<Workspace>
  ) throws -> [ExternalID<ProviderLock>: (id: ID<AcsEntrance>, name: String)] {
    if locks.isEmpty { return [:] }
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(locks, column: "external_id")
    let found = try allKept(
      "SELECT external_id, acs_entrance_id, name FROM acs_entrances WHERE \(conditions.sql)", conditions.values
    ) { row in
      var columns = row.columns
      return (
        lock: columns.external(ProviderLock.self),
        entrance: (id: columns.id(AcsEntrance.self), name: columns.text())
      )
    }
    return Dictionary(found.map { ($0.lock, $0.entrance) }) { first, _ in first }
  }

  /// The groups of which each user is a member at the provider.
  private func joinedGroups(
    among groups: [ID<AcsAccessGroup>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: Set<ID<AcsAccessGroup>>] {
    if groups.isEmpty { return [:] }
    var conditions = Conditions("workspace_id = ? AND is_observed = 1", workspace)
    conditions.among(groups, column: "acs_access_group_id")
    let found = try allKept(
      "SELECT acs_user_id, acs_access_group_id FROM acs_user_access_groups WHERE \(conditions.sql)", conditions.values
    ) { row in
      var columns = row.columns
      return (user: columns.id(AcsUser.self), group: columns.id(AcsAccessGroup.self))
    }
    return Dictionary(grouping: found, by: \.user).mapValues { Set($0.map(\.group)) }
  }
}
