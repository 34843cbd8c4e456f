import API
import Core
import Wire

/// What a list of identities is narrowed by.
public struct UserIdentityFilter: Sendable {
  public var ids: [ID<UserIdentity>]?
  public var credentialManager: ID<AcsSystem>?
  public var createdBefore: Instant?
  public var search: String?
  public init() {}
}

extension Connection {
  public func userIdentity(_ id: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try first(
      "\(identitySelect) WHERE workspace_id = ? AND user_identity_id = ?", workspace, id,
      read: readIdentity)
  }

  /// The identity with a key, or the one that stands for it since they were merged.
  public func userIdentity(key: String, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try first(
      "\(identitySelect) WHERE workspace_id = ? AND user_identity_key = ?", workspace, key, read: readIdentity)
      ?? first(
        """
        \(identitySelect) WHERE workspace_id = ? AND user_identity_id = (SELECT m.user_identity_id
          FROM merged_user_identities m WHERE m.workspace_id = ? AND m.merged_user_identity_key = ?)
        """, workspace, workspace, key, read: readIdentity)
  }

  public func userIdentity(emailAddress: String, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try first(
      "\(identitySelect) WHERE workspace_id = ? AND lower(email_address) = ?", workspace,
      emailAddress.lowercased(), read: readIdentity)
  }

  public func userIdentity(phoneNumber: String, in workspace: ID<Workspace>) throws -> UserIdentityRecord? {
    try first(
      "\(identitySelect) WHERE workspace_id = ? AND phone_number = ?", workspace,
      phoneNumber, read: readIdentity)
  }

  public func userIdentities(
    _ filter: UserIdentityFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<UserIdentityRecord> {
    var conditions = Conditions("workspace_id = ?", workspace)
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
    let rows = try all(
      "\(identitySelect) WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], readIdentity)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  public func nextUserIdentitySequence(in workspace: ID<Workspace>) throws -> Int {
    try nextSequence(of: "user_identities", in: workspace)
  }

  public func insert(_ identity: UserIdentityRecord) throws {
    try run(
      """
      INSERT INTO user_identities (\(identityColumns), search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, identity.workspaceID, identity.id, identity.sequence, identity.createdAt, identity.key,
      identity.emailAddress, identity.fullName, identity.phoneNumber, identity.searchText)
  }

  public func save(_ identity: UserIdentityRecord) throws {
    try run(
      """
      UPDATE user_identities SET user_identity_key = ?, email_address = ?, full_name = ?, phone_number = ?, search_text = ?
      WHERE workspace_id = ? AND user_identity_id = ?
      """, identity.key, identity.emailAddress, identity.fullName, identity.phoneNumber, identity.searchText,
      identity.workspaceID, identity.id)
  }

  /// Removes the identity; its ACS users, which may still exist at the provider, are no longer anyone's.
  public func remove(_ identity: UserIdentityRecord, at now: Instant) throws {
    for user in try allAcsUsers(of: identity) {
      var unlinked = user
      unlinked.userIdentityID = nil
      try save(unlinked, was: user, at: now)
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

extension UserIdentityRecord {
  fileprivate var searchText: String { foldedText(fullName, phoneNumber, emailAddress, id.text) }
}

private let identityColumns =
  "workspace_id, user_identity_id, sequence, created_at, user_identity_key, email_address, full_name, phone_number"

private let identitySelect = """
  SELECT \(identityColumns), \(merged("merged_user_identity_id")), \(merged("merged_user_identity_key"))
  FROM user_identities
  """

/// Ids or keys of the identities that became a row's, as a JSON list.
private func merged(_ column: String) -> String {
  """
  (SELECT json_group_array(one) FROM (SELECT m.\(column) AS one FROM merged_user_identities m
    WHERE m.workspace_id = user_identities.workspace_id AND m.user_identity_id = user_identities.user_identity_id
      AND m.\(column) IS NOT NULL ORDER BY m.sequence))
  """
}

private func readIdentity(_ row: Row) throws -> UserIdentityRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  var identity = UserIdentityRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), createdAt: columns.instant(),
    key: columns.optionalText(), emailAddress: columns.optionalText(), fullName: columns.optionalText(),
    phoneNumber: columns.optionalText())
  identity.mergedIDs = texts(try? JSON.parse(columns.text().utf8)).map { ID($0) }
  identity.mergedKeys = texts(try? JSON.parse(columns.text().utf8))
  return identity
}
