package import API
package import Core
package import Wire

/// A filter for lists of ACS users.
package struct AcsUserFilter: Sendable {
  package var acsSystemID: ID<AcsSystem>?
  package var userIdentityID: ID<UserIdentity>?
  package var createdBefore: Instant?
  package var search: String?
  /// Null for users whose identity has none.
  package var identityEmailAddress: Nullable<String>?
  package var identityPhoneNumber: Nullable<String>?
  package var acsAccessGroupID: ID<AcsAccessGroup>?
  package init() {}
}

extension Connection {
  /// An ACS user with all data of its API resource.
  package func acsUserRow(_ id: ID<AcsUser>, in workspace: ID<Workspace>) throws -> AcsUserRow? {
    let conditions = Conditions("acs_users.workspace_id = ? AND acs_users.acs_user_id = ?", workspace, id)
    return try acsUserRows("WHERE \(conditions.sql)", conditions.values, in: workspace) { $0 }.first
  }

  /// ACS users by their IDs, with all data of their API resources, in a fixed number of statements.
  package func acsUserRows(_ ids: [ID<AcsUser>], in workspace: ID<Workspace>) throws -> [AcsUserRow] {
    var conditions = Conditions("acs_users.workspace_id = ?", workspace)
    conditions.among(ids, column: "acs_users.acs_user_id")
    return try acsUserRows("WHERE \(conditions.sql)", conditions.values, in: workspace) { $0 }
  }

  /// The ACS users of a workspace in order of creation, as API resources.
  package func acsUsers(
    _ filter: AcsUserFilter, _ page: PageRange, in workspace: ID<Workspace>, now: Instant
  ) throws -> PageOf<StoredJSON<AcsUser>> {
    var conditions = filter.conditions(in: workspace)
    conditions.add("acs_users.sequence >= ?", ifPresent: page.from)
    // An identity's few users are found by an index. The plus keeps the planner from scanning all users in order.
    let order = filter.userIdentityID == nil ? "acs_users.sequence" : "+acs_users.sequence"
    let (tail, values) = ("WHERE \(conditions.sql) ORDER BY \(order) LIMIT ?", conditions.values + [page.limit + 1])
    let states = try all(
      """
      SELECT acs_users.sequence, acs_users.acs_user_id, acs_users.created_at, acs_users.revision
      FROM \(filter.needsIdentity ? acsUsersWithIdentity : "acs_users") \(tail)
      """, values
    ) { row in
      var columns = row.columns
      return (
        sequence: columns.integer(),
        state: AcsUserCache.State(
          workspaceID: workspace, id: columns.id(), createdAt: columns.instant(), revision: columns.integer())
      )
    }
    let found = PageOf(states, limit: page.limit, sequence: \.sequence).map(\.state)
    var known = users?.json(of: found.rows, at: now) ?? [:]
    let missing = found.rows.filter { known[$0] == nil }
    if !missing.isEmpty {
      known.merge(try resources(of: missing, tail, values, in: workspace, now: now)) { first, _ in first }
    }
    return PageOf(rows: found.rows.compactMap { known[$0] }, next: found.next)
  }

  /// Makes the API resources of users, and keeps them for later lists.
  ///
  /// - Parameter tail: finds the whole page, with its values.
  private func resources(
    of states: [AcsUserCache.State], _ tail: String, _ values: [any SQLValue], in workspace: ID<Workspace>, now: Instant
  ) throws -> [AcsUserCache.State: StoredJSON<AcsUser>] {
    var (tail, values) = (tail, values)
    if states.count <= namedUsersMax {
      var conditions = Conditions("acs_users.workspace_id = ?", workspace)
      conditions.among(states.map(\.id), column: "acs_users.acs_user_id")
      (tail, values) = ("WHERE \(conditions.sql)", conditions.values)
    }
    let asked = Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0) })
    var made: [AcsUserCache.State: StoredJSON<AcsUser>] = [:]
    let _: [Void] = try acsUserRows(tail, values, in: workspace) { row in
      guard let state = asked[row.user.id] else { return }
      let json = StoredJSON(row.resource(now: now, brand))
      users?.keep(json, of: state, in: row.period(around: now))
      made[state] = json
    }
    return made
  }

  /// Users with the memberships of each that may be pending, in two statements for any number of users.
  private func acsUserRows<Item>(
    _ tail: String, _ values: [any SQLValue], in workspace: ID<Workspace>, _ make: (AcsUserRow) throws -> Item
  ) throws -> [Item] {
    let open = Dictionary(grouping: try openMemberships(ofUsers: tail, values), by: \.user)
    return try all("\(acsUserRowSelect) \(tail)", [workspace] + values) { row in
      var columns = row.columns
      var row = try readAcsUserRow(&columns)
      if !open.isEmpty, let open = open[row.user.id] { row.openMemberships = open.map(\.membership) }
      return try make(row)
    }
  }

  // The cross join keeps the planner from starting with all memberships or groups of the workspace.
  private func openMemberships(
    ofUsers tail: String, _ values: [any SQLValue]
  ) throws -> [(user: ID<AcsUser>, membership: Membership)] {
    try all(
      """
      SELECT m.acs_user_id, \(membershipColumns) FROM (
        SELECT acs_users.workspace_id, acs_users.acs_user_id, acs_users.origin FROM \(acsUsersWithIdentity) \(tail)
      ) u CROSS JOIN acs_user_access_groups m CROSS JOIN acs_access_groups g
      WHERE m.workspace_id = u.workspace_id AND m.acs_user_id = u.acs_user_id
        AND g.workspace_id = m.workspace_id AND g.acs_access_group_id = m.acs_access_group_id
        AND (m.is_wanted <> m.is_observed OR u.origin = ?) ORDER BY g.sequence
      """, values + [AcsUserRecord.Origin.takenUp.rawValue]
    ) { row in
      var columns = row.columns
      return (columns.id(), readMembership(&columns))
    }
  }
}

/// The most users that a statement names. More of them are read with their whole page.
private let namedUsersMax = 100

extension AcsUserFilter {
  /// Whether a condition is about the users' identities.
  fileprivate var needsIdentity: Bool { identityEmailAddress != nil || identityPhoneNumber != nil || search != nil }

  fileprivate func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("acs_users.workspace_id = ?", workspace)
    conditions.add("acs_users.acs_system_id = ?", ifPresent: acsSystemID)
    conditions.add("acs_users.user_identity_id = ?", ifPresent: userIdentityID)
    conditions.add("acs_users.created_at < ?", ifPresent: createdBefore)
    conditions.add(identityEmailAddress, column: "lower(i.email_address)", fold: true)
    conditions.add(identityPhoneNumber, column: "i.phone_number", fold: false)
    conditions.search(search, in: "acs_users.search_text", "i.search_text")
    if let group = acsAccessGroupID {
      conditions.add(
        """
        EXISTS (SELECT 1 FROM acs_user_access_groups m WHERE m.workspace_id = acs_users.workspace_id
          AND m.acs_user_id = acs_users.acs_user_id AND m.acs_access_group_id = ? AND m.is_wanted = 1)
        """, group)
    }
    return conditions
  }
}

extension Conditions {
  fileprivate mutating func add(_ filter: Nullable<String>?, column: String, fold: Bool) {
    switch filter {
    case nil: return
    case .null: add("\(column) IS NULL")
    case .value(let text): add("\(column) = ?", fold ? text.lowercased() : text)
    }
  }
}

// A workspace has few credential managers, so they are found once per page.
private let acsUserRowSelect = """
  SELECT \(AcsUserRecord.columns), i.email_address, i.full_name, i.phone_number,
    acs_users.acs_system_id IN (
      SELECT s.acs_system_id FROM acs_systems s WHERE s.workspace_id = ? AND s.external_id IS NULL)
  FROM \(acsUsersWithIdentity)
  """

private let acsUsersWithIdentity = """
  acs_users LEFT JOIN user_identities i
    ON i.workspace_id = acs_users.workspace_id AND i.user_identity_id = acs_users.user_identity_id
  """

private func readAcsUserRow(_ columns: inout Columns) throws -> AcsUserRow {
  let user = try AcsUserRecord.read(&columns)
  let emailAddress = columns.optionalText()
  let fullName = columns.optionalText()
  let phoneNumber = columns.optionalText()
  let identity = user.userIdentityID.map {
    AcsUserRow.LinkedIdentity(id: $0, emailAddress: emailAddress, fullName: fullName, phoneNumber: phoneNumber)
  }
  return AcsUserRow(user: user, identity: identity, isOfCredentialManager: columns.flag())
}
