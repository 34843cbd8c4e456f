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
    try first(
      "\(acsUserRowSelect) WHERE acs_users.workspace_id = ? AND acs_users.acs_user_id = ?", workspace, id,
      read: readAcsUserRow
    )
    .map(withMemberships)
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
    return try PageOf(rows, limit: page.limit, sequence: \.user.sequence).map(withMemberships)
  }

  private func withMemberships(_ row: AcsUserRow) throws -> AcsUserRow {
    var row = row
    row.openMemberships = try openMemberships(of: row.user)
    return row
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
  FROM acs_users JOIN acs_systems s
    ON s.workspace_id = acs_users.workspace_id AND s.acs_system_id = acs_users.acs_system_id
  LEFT JOIN user_identities i
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
