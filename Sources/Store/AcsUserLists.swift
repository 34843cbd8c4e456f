import API
import Core
import Wire

/// What a list of ACS users is narrowed by.
package struct AcsUserFilter: Sendable {
  package var acsSystemID: ID<AcsSystem>?
  package var userIdentityID: ID<UserIdentity>?
  package var createdBefore: Instant?
  package var search: String?
  /// Null asks for users whose identity has none.
  package var identityEmailAddress: Nullable<String>?
  package var identityPhoneNumber: Nullable<String>?
  package var acsAccessGroupID: ID<AcsAccessGroup>?
  package init() {}
}

extension Connection {
  /// One ACS user as its answer shows it.
  package func acsUserRow(_ id: ID<AcsUser>, in workspace: ID<Workspace>) throws -> AcsUserRow? {
    let conditions = Conditions("acs_users.workspace_id = ? AND acs_users.acs_user_id = ?", workspace, id)
    guard let row = try all("\(acsUserRowSelect) WHERE \(conditions.sql)", conditions.values, readAcsUserRow).first
    else { return nil }
    return try withMemberships([row], conditions).first
  }

  /// The ACS users of a workspace in order of creation.
  package func acsUserRows(
    _ filter: AcsUserFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AcsUserRow> {
    var conditions = Conditions("acs_users.workspace_id = ?", workspace)
    conditions.add("acs_users.sequence >= ?", ifPresent: page.from)
    conditions.add("acs_users.acs_system_id = ?", ifPresent: filter.acsSystemID)
    conditions.add("acs_users.user_identity_id = ?", ifPresent: filter.userIdentityID)
    conditions.add("acs_users.created_at < ?", ifPresent: filter.createdBefore)
    conditions.add(filter.identityEmailAddress, column: "lower(i.email_address)", fold: true)
    conditions.add(filter.identityPhoneNumber, column: "i.phone_number", fold: false)
    conditions.search(filter.search, in: "acs_users.search_text", "i.search_text")
    if let group = filter.acsAccessGroupID {
      conditions.add(
        """
        EXISTS (SELECT 1 FROM acs_user_access_groups m WHERE m.workspace_id = acs_users.workspace_id
          AND m.acs_user_id = acs_users.acs_user_id AND m.acs_access_group_id = ? AND m.is_wanted = 1)
        """, group)
    }
    // One identity's few users are found by its index; the plus keeps SQLite from walking all users in their order.
    let order = filter.userIdentityID == nil ? "acs_users.sequence" : "+acs_users.sequence"
    let rows = try all(
      "\(acsUserRowSelect) WHERE \(conditions.sql) ORDER BY \(order) LIMIT ?",
      conditions.values + [page.limit + 1], readAcsUserRow)
    var found = PageOf(rows, limit: page.limit, sequence: \.user.sequence)
    if let last = found.rows.last { conditions.add("\(order) <= ?", last.user.sequence) }
    found.rows = try withMemberships(found.rows, conditions)
    return found
  }

  /// Adds to each user the memberships that may be open, in one statement.
  ///
  /// - Parameter conditions: those by which the users were found.
  private func withMemberships(_ rows: [AcsUserRow], _ conditions: Conditions) throws -> [AcsUserRow] {
    let open = Dictionary(grouping: try openMemberships(ofUsers: conditions), by: \.user)
    if open.isEmpty { return rows }
    return rows.map { row in
      var row = row
      row.openMemberships = open[row.user.id]?.map(\.membership) ?? []
      return row
    }
  }

  // A cross join keeps SQLite from beginning with all memberships or groups of the workspace.
  private func openMemberships(
    ofUsers conditions: Conditions
  ) throws -> [(user: ID<AcsUser>, membership: Membership)] {
    try all(
      """
      SELECT m.acs_user_id, \(membershipColumns)
      FROM \(acsUsersWithIdentity) CROSS JOIN acs_user_access_groups m CROSS JOIN acs_access_groups g
      WHERE \(conditions.sql)
        AND m.workspace_id = acs_users.workspace_id AND m.acs_user_id = acs_users.acs_user_id
        AND g.workspace_id = m.workspace_id AND g.acs_access_group_id = m.acs_access_group_id
        AND (m.is_wanted <> m.is_observed OR acs_users.origin = ?) ORDER BY g.sequence
      """, conditions.values + [AcsUserRecord.Origin.takenUp.rawValue]
    ) { row in
      var columns = row.columns
      return (columns.id(), readMembership(&columns))
    }
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

private let acsUserRowSelect = """
  SELECT \(acsUserColumns), i.email_address, i.full_name, i.phone_number, s.external_id IS NULL
  FROM \(acsUsersWithIdentity) JOIN acs_systems s
    ON s.workspace_id = acs_users.workspace_id AND s.acs_system_id = acs_users.acs_system_id
  """

private let acsUsersWithIdentity = """
  acs_users LEFT JOIN user_identities i
    ON i.workspace_id = acs_users.workspace_id AND i.user_identity_id = acs_users.user_identity_id
  """

private func readAcsUserRow(_ row: Row) throws -> AcsUserRow {
  var columns = row.columns
  let user = acsUserRecord(&columns)
  let emailAddress = columns.optionalText()
  let fullName = columns.optionalText()
  let phoneNumber = columns.optionalText()
  let identity = user.userIdentityID.map {
    AcsUserRow.LinkedIdentity(id: $0, emailAddress: emailAddress, fullName: fullName, phoneNumber: phoneNumber)
  }
  return AcsUserRow(user: user, identity: identity, isOfCredentialManager: columns.flag())
}
