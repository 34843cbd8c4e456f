package import API
package import Core
package import Wire

/// A filter for lists of identities.
package struct UserIdentityFilter: Sendable {
  package var ids: [ID<UserIdentity>]?
  package var credentialManager: ID<AcsSystem>?
  package var createdBefore: Instant?
  package var search: String?
  package init() {}
}

extension Connection {
  /// The identity with an ID, or its survivor if it was merged.
  package func userIdentity(_ id: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try unmergedUserIdentity(id, in: workspace)
      ?? survivor(of: id, in: workspace).flatMap { try unmergedUserIdentity($0, in: workspace) }
  }

  /// The identity with this ID of its own.
  package func unmergedUserIdentity(_ id: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try identities(Conditions("workspace_id = ? AND user_identity_id = ?", workspace, id)).first
  }

  /// The identities with a key, at most one for each customer. The survivor stands for one that was merged.
  package func userIdentities(key: String, in workspace: ID<Workspace>) throws -> [UserIdentityRecord] {
    var found = try identities(Conditions("workspace_id = ? AND user_identity_key = ?", workspace, key))
    let survives = """
      workspace_id = ? AND user_identity_id IN (SELECT m.user_identity_id FROM merged_user_identities m
        WHERE m.workspace_id = ? AND m.merged_user_identity_key = ?)
      """
    for survivor in try identities(Conditions(survives, workspace, workspace, key))
    where !found.contains(where: { $0.id == survivor.id }) {
      found.append(survivor)
    }
    return found
  }

  /// The identity with a key among those of a customer, or among those of no customer. The survivor stands for one that
  /// was merged.
  package func userIdentity(
    key: String, ofCustomer customer: String?, in workspace: ID<Workspace>
  ) throws -> UserIdentityRecord? {
    let own = Conditions(
      "workspace_id = ? AND user_identity_key = ? AND COALESCE(customer_key, '') = ?", workspace, key, customer ?? "")
    if let found = try identities(own).first { return found }
    let survives = """
      workspace_id = ? AND user_identity_id = (SELECT m.user_identity_id FROM merged_user_identities m
        WHERE m.workspace_id = ? AND m.merged_user_identity_key = ? AND COALESCE(m.merged_customer_key, '') = ?)
      """
    return try identities(Conditions(survives, workspace, workspace, key, customer ?? "")).first
  }

  /// The staff of a customer, in order of creation.
  ///
  /// - Parameter limit: the maximum number of members.
  package func staff(
    ofCustomer customer: String, limit: Int, in workspace: ID<Workspace>
  ) throws -> [UserIdentityRecord] {
    try identities(
      Conditions(
        "workspace_id = ? AND customer_key = ? AND customer_key IS NOT NULL AND is_staff = 1", workspace, customer),
      "ORDER BY sequence LIMIT ?", limit)
  }

  /// The identities of a customer, in order of creation.
  ///
  /// - Parameter limit: the maximum number of them.
  package func userIdentities(
    ofCustomer customer: String, limit: Int, in workspace: ID<Workspace>
  ) throws -> [UserIdentityRecord] {
    try identities(
      Conditions("workspace_id = ? AND customer_key = ? AND customer_key IS NOT NULL", workspace, customer),
      "ORDER BY sequence LIMIT ?", limit)
  }

  package func userIdentity(emailAddress: String, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try identities(Conditions("workspace_id = ? AND lower(email_address) = ?", workspace, emailAddress.lowercased()))
      .first
  }

  package func userIdentity(phoneNumber: String, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try identities(Conditions("workspace_id = ? AND phone_number = ?", workspace, phoneNumber)).first
  }

  /// Identities in order of creation, with the ACS users of each that are not being deleted.
  package func userIdentities(
    _ filter: UserIdentityFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<(identity: UserIdentityRecord, users: [AcsUserRecord])> {
    var conditions = Conditions("workspace_id = ?", workspace)
    // Persons of access codes are no identities of people. The cross join keeps planners from starting with all codes.
    conditions.add(
      """
      NOT EXISTS (SELECT 1 FROM access_grants g CROSS JOIN access_codes k
        WHERE g.workspace_id = user_identities.workspace_id AND g.user_identity_id = user_identities.user_identity_id
        AND k.workspace_id = g.workspace_id AND k.access_grant_id = g.access_grant_id)
      """)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.add("created_at < ?", ifPresent: filter.createdBefore)
    conditions.search(filter.search, in: "search_text")
    if let manager = filter.credentialManager {
      conditions.add(
        """
        EXISTS (SELECT 1 FROM enrollment_automations a WHERE a.workspace_id = user_identities.workspace_id
          AND a.user_identity_id = user_identities.user_identity_id AND a.acs_system_id = ?)
        """, manager)
    }
    conditions.among(filter.ids, column: "user_identity_id")
    let rows = try identities(conditions, "ORDER BY sequence LIMIT ?", page.limit + 1)
    let found = PageOf(rows, limit: page.limit, sequence: \.sequence)
    guard let last = found.rows.last else { return PageOf(rows: [], next: nil) }
    conditions.add("sequence <= ?", last.sequence)
    let users = try acsUsers(ofIdentities: conditions)
    return found.map { ($0, users[$0.id] ?? []) }
  }

  // A cross join keeps the planner from beginning with all users of the workspace.
  private func acsUsers(ofIdentities conditions: Conditions) throws -> [ID<UserIdentity>?: [AcsUserRecord]] {
    let users = try all(
      """
      SELECT \(AcsUserRecord.columns)
      FROM (SELECT workspace_id, user_identity_id FROM user_identities WHERE \(conditions.sql)) i CROSS JOIN acs_users
      WHERE acs_users.workspace_id = i.workspace_id AND acs_users.user_identity_id = i.user_identity_id
        AND acs_users.is_deleted = 0 ORDER BY +acs_users.sequence
      """, conditions.values, AcsUserRecord.read)
    return Dictionary(grouping: users, by: \.userIdentityID)
  }
}

extension Transaction {
  package func nextUserIdentitySequence() throws -> Int {
    try nextSequence(of: "user_identities")
  }

  package func insert(_ identity: UserIdentityRecord) throws {
    try insertRow(identity)
  }

  package func save(_ identity: UserIdentityRecord) throws {
    try updateRow(identity)
    try run(
      "UPDATE acs_users SET revision = revision + 1 WHERE workspace_id = ? AND user_identity_id = ?",
      identity.workspaceID, identity.id)
    try followNames(of: identity)
  }

  /// Deletes the identity. Its ACS users, which may still exist at the provider, are unlinked.
  package func remove(_ identity: UserIdentityRecord) throws {
    try removeRows(of: identity)
    auditDeletion(of: "user_identity", identity.id.text)
  }

  /// Deletes the rows of an identity, whose person may live on in another one.
  func removeRows(of identity: UserIdentityRecord) throws {
    for user in try allAcsUsers(of: identity) {
      var unlinked = user
      unlinked.userIdentityID = nil
      try save(unlinked, was: user)
    }
    try run(
      "UPDATE former_acs_users SET user_identity_id = NULL WHERE workspace_id = ? AND user_identity_id = ?",
      identity.workspaceID, identity.id)
    for table in ["merged_user_identities", "user_identities"] {
      try run(
        "DELETE FROM \(table) WHERE workspace_id = ? AND user_identity_id = ?", identity.workspaceID, identity.id)
    }
  }
}

extension Connection {
  /// Identities with those merged into them, in two statements for any number of identities.
  private func identities(
    _ conditions: Conditions, _ tail: String = "", _ limits: any SQLValue...
  ) throws -> [UserIdentityRecord] {
    let chosen = "FROM user_identities WHERE \(conditions.sql) \(tail)"
    var identities = try allKept(
      "SELECT \(UserIdentityRecord.columns) \(chosen)", conditions.values + limits, UserIdentityRecord.read)
    if identities.isEmpty { return [] }
    let merged = try allKept(
      """
      SELECT user_identity_id, merged_user_identity_id, merged_user_identity_key FROM merged_user_identities
      WHERE (workspace_id, user_identity_id) IN (SELECT workspace_id, user_identity_id \(chosen)) ORDER BY sequence
      """, conditions.values + limits
    ) { row in
      var columns = row.columns
      return (survivor: columns.id(UserIdentity.self), id: columns.id(UserIdentity.self), key: columns.optionalText())
    }
    let bySurvivor = Dictionary(grouping: merged, by: \.survivor)
    for index in identities.indices {
      let merged = bySurvivor[identities[index].id] ?? []
      identities[index].mergedIDs = merged.map(\.id)
      identities[index].mergedKeys = merged.compactMap(\.key)
    }
    return identities
  }
}

extension UserIdentityRecord: Updatable {
  static let table = Table<UserIdentityRecord>("user_identities")

  static func row(_ column: inout some ColumnVisitor<UserIdentityRecord>) -> UserIdentityRecord {
    column(unread: "search_text") { foldedText($0.fullName, $0.phoneNumber, $0.emailAddress, $0.id.text) }
    return UserIdentityRecord(
      id: column(key: "user_identity_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      key: column("user_identity_key", \.key), emailAddress: column("email_address", \.emailAddress),
      fullName: column("full_name", \.fullName), phoneNumber: column("phone_number", \.phoneNumber),
      customerKey: column(once: "customer_key", \.customerKey), isStaff: column("is_staff", \.isStaff))
  }
}
