package import API
package import Core
package import Wire

/// A filter for lists of credentials.
package struct AcsCredentialFilter: Sendable {
  package var ids: [ID<AcsCredential>]?
  package var acsSystemID: ID<AcsSystem>?
  package var acsUserID: ID<AcsUser>?
  package var userIdentityID: ID<UserIdentity>?
  package var acsEntranceID: ID<AcsEntrance>?
  package var createdBefore: Instant?
  package var isMultiPhoneSync: Bool?
  /// Only phones' parts of this credential, or on this phone.
  package var parent: ID<AcsCredential>?
  package var phone: ID<Device>?
  package var search: String?
  package init() {}
}

extension Connection {
  package func acsCredentialRow(_ id: ID<AcsCredential>, in workspace: ID<Workspace>) throws -> AcsCredentialRow? {
    try firstKept(
      "\(credentialSelect) WHERE c.workspace_id = ? AND c.acs_credential_id = ?", workspace, id, read: credentialRow)
  }

  package func acsCredentialRows(
    _ filter: AcsCredentialFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AcsCredentialRow> {
    var conditions = Conditions("c.workspace_id = ?", workspace)
    conditions.add("c.sequence >= ?", ifPresent: page.from)
    conditions.among(filter.ids, column: "c.acs_credential_id")
    conditions.add("c.acs_system_id = ?", ifPresent: filter.acsSystemID)
    conditions.add("c.acs_user_id = ?", ifPresent: filter.acsUserID)
    if let identity = filter.userIdentityID {
      conditions.add(
        "c.acs_user_id IN (SELECT acs_user_id FROM acs_users WHERE workspace_id = ? AND user_identity_id = ?)",
        workspace, identity)
    }
    conditions.add("c.created_at < ?", ifPresent: filter.createdBefore)
    conditions.add("c.is_multi_phone_sync_credential = ?", ifPresent: filter.isMultiPhoneSync)
    conditions.add("c.parent_acs_credential_id = ?", ifPresent: filter.parent)
    conditions.add("c.device_id = ?", ifPresent: filter.phone)
    conditions.search(filter.search, in: "c.search_text", "lower(c.acs_user_id)")
    conditions.add(
      """
      EXISTS (SELECT 1 FROM acs_user_access_groups m JOIN acs_access_group_entrances x
        ON x.workspace_id = m.workspace_id AND x.acs_access_group_id = m.acs_access_group_id
        JOIN acs_entrances e ON e.workspace_id = x.workspace_id AND e.acs_entrance_id = x.acs_entrance_id
        JOIN acs_systems s ON s.workspace_id = e.workspace_id AND s.acs_system_id = e.acs_system_id
        WHERE m.workspace_id = c.workspace_id AND m.acs_user_id = c.acs_user_id AND m.is_wanted = 1
        AND \(entranceTakesCredential) AND x.acs_entrance_id = ?)
      """, ifPresent: filter.acsEntranceID)
    // An owner's few credentials are found by an index. The plus keeps the planner from scanning all of them in order.
    let isNarrow =
      filter.ids != nil || filter.acsUserID != nil || filter.userIdentityID != nil || filter.parent != nil
      || filter.phone != nil
    let rows = try allKept(
      "\(credentialSelect) WHERE \(conditions.sql) ORDER BY \(isNarrow ? "+" : "")c.sequence LIMIT ?",
      conditions.values + [page.limit + 1], credentialRow)
    return PageOf(rows, limit: page.limit, sequence: \.credential.sequence)
  }

  /// The user's only credential of an access method, without phones' parts.
  package func acsCredentialID(
    _ method: AcsCredential.AccessMethod, of user: AcsUserRecord
  ) throws -> ID<AcsCredential>? {
    try firstKept(
      """
      SELECT acs_credential_id FROM acs_credentials WHERE workspace_id = ? AND acs_user_id = ? AND access_method = ?
        AND parent_acs_credential_id IS NULL LIMIT 1
      """, user.workspaceID, user.id, method.rawValue
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// The sealed chosen PIN of a credential. Nil to let the provider choose one.
  package func chosenCode(of id: ID<AcsCredential>, in workspace: ID<Workspace>) throws -> [UInt8]? {
    try firstKept(
      """
      SELECT sealed_code FROM acs_credentials WHERE workspace_id = ? AND acs_credential_id = ? AND is_chosen_code = 1
      """, workspace, id
    ) { row in
      var columns = row.columns
      return columns.optionalBytes()
    } ?? nil
  }

  /// The sealed PINs of a system, with their credentials.
  package func sealedCodes(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [(
    ID<AcsCredential>, [UInt8]
  )] {
    try all(
      """
      SELECT acs_credential_id, sealed_code FROM acs_credentials
      WHERE workspace_id = ? AND acs_system_id = ? AND sealed_code IS NOT NULL
      """, workspace, system
    ) { row in
      var columns = row.columns
      return (columns.id(), columns.optionalBytes() ?? [])
    }
  }
}

extension Transaction {
  package func nextAcsCredentialSequence() throws -> Int {
    try nextSequence(of: "acs_credentials")
  }

  package func insert(_ credential: AcsCredentialRecord) throws {
    let searchText = foldedText(brand.kinds.credential.name, credential.tag?.number, credential.id.text)
    try insertRow(credential, adding: ["search_text": searchText])
    try remember(true, credential, of: credential.acsUserID)
  }

  /// Stores the sealed PIN of a credential. Does nothing if the credential was deleted.
  ///
  /// - Returns: the credential before the change.
  package func saveCode(_ sealed: [UInt8], of id: ID<AcsCredential>) throws -> AcsCredentialRow? {
    guard let row = try acsCredentialRow(id, in: workspaceID) else { return nil }
    try run(
      """
      UPDATE acs_credentials SET sealed_code = ?, issued_at = ?, awaits_reissue = 0
      WHERE workspace_id = ? AND acs_credential_id = ?
      """, sealed, now, workspaceID, id)
    return row
  }

  /// Clears a PIN that was deleted with its site user. A new one will be created.
  ///
  /// - Returns: whether there was a PIN.
  package func awaitReissue(of id: ID<AcsCredential>) throws -> AcsCredentialRecord? {
    let changed = try run(
      """
      UPDATE acs_credentials SET sealed_code = CASE WHEN is_chosen_code = 1 THEN sealed_code END, issued_at = NULL,
        awaits_reissue = 1 WHERE workspace_id = ? AND acs_credential_id = ? AND issued_at IS NOT NULL
      """, workspaceID, id)
    return changed > 0 ? try acsCredentialRow(id, in: workspaceID)?.credential : nil
  }

  /// Stores the sealed chosen PIN of a credential until the provider has it.
  package func saveChosenCode(_ sealed: [UInt8], of id: ID<AcsCredential>) throws {
    try run(
      """
      UPDATE acs_credentials SET sealed_code = ?, is_chosen_code = 1, issued_at = NULL
      WHERE workspace_id = ? AND acs_credential_id = ?
      """, sealed, workspaceID, id)
  }

  /// Deletes a PIN that is no longer valid. A chosen PIN is kept for the next owner.
  package func removeCode(of credential: AcsCredentialRecord) throws {
    try run(
      """
      UPDATE acs_credentials SET sealed_code = CASE WHEN is_chosen_code = 1 THEN sealed_code END, issued_at = NULL
      WHERE workspace_id = ? AND acs_credential_id = ?
      """, credential.workspaceID, credential.id)
  }

  package func saveOwner(_ owner: ID<AcsUser>?, of credential: AcsCredentialRecord) throws {
    try remember(false, credential, of: credential.acsUserID)
    try remember(true, credential, of: owner)
    try run(
      "UPDATE acs_credentials SET acs_user_id = ? WHERE workspace_id = ? AND acs_credential_id = ?", owner,
      credential.workspaceID, credential.id)
  }

  package func remove(_ credential: AcsCredentialRecord) throws {
    try remember(false, credential, of: credential.acsUserID)
    try run(
      "DELETE FROM acs_credentials WHERE workspace_id = ? AND acs_credential_id = ?", credential.workspaceID,
      credential.id)
  }
}

private let credentialSelect = """
  SELECT \(AcsCredentialRecord.table.columns(of: "c")), u.user_identity_id,
    CASE WHEN c.access_method IN ('code', 'card') THEN c.issued_at WHEN u.observed_mobile_key = 1 THEN u.observed_at END,
    c.issued_at,
    (SELECT MIN(x.issued_at) FROM acs_credentials x
      WHERE x.workspace_id = c.workspace_id AND x.parent_acs_credential_id = c.acs_credential_id),
    c.sealed_code, CASE WHEN c.access_method = 'code' THEN (SELECT s.accepts_pins FROM acs_systems s
      WHERE s.workspace_id = c.workspace_id AND s.acs_system_id = c.acs_system_id) END,
    CASE WHEN c.access_method = 'code' THEN (SELECT MAX(CASE WHEN \(entranceHasKeypad) THEN 1 ELSE 0 END)
      FROM acs_user_access_groups m CROSS JOIN acs_access_group_entrances x CROSS JOIN acs_entrances e
      WHERE m.workspace_id = c.workspace_id AND m.acs_user_id = c.acs_user_id AND m.is_wanted = 1
        AND x.workspace_id = m.workspace_id AND x.acs_access_group_id = m.acs_access_group_id
        AND e.workspace_id = x.workspace_id AND e.acs_entrance_id = x.acs_entrance_id) END,
    CASE WHEN c.access_method = 'code' THEN u.refusals END, u.acs_user_id, u.starts_at, u.ends_at,
    u.is_suspended, c.awaits_reissue,
    c.access_method = 'mobile_key' AND CASE
      WHEN u.guest_person_id IS NOT NULL AND u.person_id IS NULL THEN u.generation > 0
      WHEN u.guest_person_id IS NOT NULL THEN u.person_id <> u.guest_person_id
      ELSE u.former_guest_person_id IS NOT NULL AND COALESCE(u.person_id = u.former_guest_person_id, 1 = 1) END
  FROM acs_credentials c LEFT JOIN acs_users u ON u.workspace_id = c.workspace_id AND u.acs_user_id = c.acs_user_id
  """

extension AcsCredentialRecord: Stored {
  static let table = Table<AcsCredentialRecord>("acs_credentials")

  static func row(_ column: inout some ColumnVisitor<AcsCredentialRecord>) -> AcsCredentialRecord {
    let method = column(once: "access_method", \.accessMethod.rawValue)
    var credential = AcsCredentialRecord(
      id: column(key: "acs_credential_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      acsSystemID: column(once: "acs_system_id", \.acsSystemID),
      connectedAccountID: column(once: "connected_account_id", \.connectedAccountID),
      sequence: column(once: "sequence", \.sequence), acsUserID: column(once: "acs_user_id", \.acsUserID),
      accessMethod: AcsCredential.AccessMethod(rawValue: method) ?? .mobileKey,
      isMultiPhoneSync: column(once: "is_multi_phone_sync_credential", \.isMultiPhoneSync),
      createdAt: column(once: "created_at", \.createdAt))
    let parent = column(once: "parent_acs_credential_id", \.share?.parent)
    let phone = column(once: "device_id", \.share?.phone)
    let issuedAt = column(once: "issued_at", \.share?.issuedAt)
    if let parent, let phone, let issuedAt {
      credential.share = Share(parent: parent, phone: phone, issuedAt: issuedAt)
    }
    let tag = column(once: "tag_id", \.tag?.id)
    let number = column(once: "card_number", \.tag?.number)
    if let tag, let number { credential.tag = Tag(id: tag, number: number) }
    return credential
  }
}

private func credentialRow(_ row: Row) throws -> AcsCredentialRow {
  var columns = row.columns
  let credential = try AcsCredentialRecord.read(&columns)
  let (identity, syncedAt) = (columns.optionalID(UserIdentity.self), columns.optionalInstant())
  let (ownIssue, firstIssue) = (columns.optionalInstant(), columns.optionalInstant())
  var found = AcsCredentialRow(
    credential: credential, userIdentityID: identity, syncedAt: syncedAt, issuedAt: ownIssue ?? firstIssue)
  found.sealedCode = columns.optionalBytes()
  found.pinObstacles = pinObstacles(&columns)
  if columns.optionalText() != nil {
    let (startsAt, endsAt) = (columns.optionalInstant(), columns.optionalInstant())
    found.owner = AcsCredentialRow.Owner(
      schedule: startsAt.map { Schedule(startsAt: $0, endsAt: endsAt) }, isSuspended: columns.flag())
  }
  found.awaitsReissue = columns.flag()
  found.isOfOtherPerson = columns.flag()
  return found
}

private func pinObstacles(_ columns: inout Columns) -> [CredentialObstacle] {
  let (takesPins, hasKeypad) = (columns.optionalInteger64(), columns.optionalInteger64())
  let refusals = refusals(columns.optionalText())
  var obstacles: [CredentialObstacle] = []
  if takesPins == 0 { obstacles.append(.siteTakesNoPins) }
  if hasKeypad == 0 { obstacles.append(.noKeypad) }
  if takesPins != 0, let refused = refusals.first(where: { $0.stage == .pin }) {
    obstacles.append(.pinRefused(refused.refusal.message))
  }
  return obstacles
}
