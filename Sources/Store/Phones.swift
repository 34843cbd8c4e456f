package import API
package import Core
package import Wire

extension Connection {
  package func phone(_ id: ID<Device>, in workspace: ID<Workspace>) throws -> PhoneRecord? {
    try first(
      "SELECT \(phoneColumns) FROM phones WHERE workspace_id = ? AND device_id = ?", workspace, id, read: readPhone)
  }

  package func phone(
    installation: String, of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> PhoneRecord? {
    try first(
      "SELECT \(phoneColumns) FROM phones WHERE workspace_id = ? AND user_identity_id = ? AND installation_id = ?",
      workspace, identity, installation, read: readPhone)
  }

  /// Active phones of one identity, of one credential, or all.
  package func phones(
    of identity: ID<UserIdentity>? = nil, holding credential: ID<AcsCredential>? = nil, in workspace: ID<Workspace>
  ) throws -> [PhoneRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("removal_way IS NULL")
    conditions.add("user_identity_id = ?", ifPresent: identity)
    if let credential {
      conditions.add(
        """
        device_id IN (SELECT c.device_id FROM acs_credentials c WHERE c.workspace_id = phones.workspace_id
          AND (c.acs_credential_id = ? OR c.parent_acs_credential_id = ?) AND c.device_id IS NOT NULL)
        """, credential, credential)
    }
    return try all(
      "SELECT \(phoneColumns) FROM phones WHERE \(conditions.sql) ORDER BY sequence LIMIT 100000", conditions.values,
      readPhone)
  }

  /// Phones whose removal waits only until this user has lost the permission to have keys.
  func phonesAwaitingRemoval(only holder: AcsUserRecord, in workspace: ID<Workspace>) throws -> [PhoneRecord] {
    try all(
      """
      SELECT \(phoneColumns) FROM phones WHERE workspace_id = ? AND removed_at IS NULL
        AND device_id IN (SELECT device_id FROM phone_removal_holders WHERE workspace_id = ? AND acs_user_id = ?)
        AND device_id NOT IN (SELECT device_id FROM phone_removal_holders WHERE workspace_id = ? AND acs_user_id <> ?)
      """, workspace, workspace, holder.id, workspace, holder.id, read: readPhone)
  }
}

extension Transaction {
  /// Makes a phone's removal wait until the user has lost the permission to have keys.
  package func awaitRemoval(of phone: PhoneRecord, from holder: AcsUserRecord) throws {
    try run(
      "INSERT INTO phone_removal_holders (workspace_id, acs_user_id, device_id) VALUES (?, ?, ?)", phone.workspaceID,
      holder.id, phone.id)
  }

  package func nextPhoneSequence() throws -> Int {
    try nextSequence(of: "phones")
  }

  /// Moves the phones of one identity to another, including deactivated ones, except those that it already has.
  package func movePhones(of identity: ID<UserIdentity>, to other: ID<UserIdentity>) throws {
    try run(
      """
      UPDATE phones SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?
        AND NOT EXISTS (SELECT 1 FROM phones own WHERE own.workspace_id = phones.workspace_id
          AND own.user_identity_id = ? AND own.installation_id = phones.installation_id)
      """, other, workspaceID, identity, other)
  }

  /// Stores a new or changed phone.
  package func save(_ phone: PhoneRecord) throws {
    try run(
      """
      INSERT INTO phones (\(phoneColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, device_id) DO UPDATE SET display_name = excluded.display_name,
        provider_device_id = excluded.provider_device_id, provider_key_id = excluded.provider_key_id,
        key_expires_at = excluded.key_expires_at, key_reported_at = excluded.key_reported_at,
        removal_way = excluded.removal_way, removal_requested_at = excluded.removal_requested_at,
        removed_at = excluded.removed_at
      """, phone.workspaceID, phone.id, phone.sequence, phone.userIdentityID, phone.installationID,
      phone.kind.rawValue, phone.displayName, phone.createdAt, phone.key?.providerDeviceID, phone.key?.providerKeyID,
      phone.key?.expiresAt, phone.key?.reportedAt, phone.removal?.way.rawValue, phone.removal?.requestedAt,
      phone.removal?.removedAt)
  }
}

private let phoneColumns = """
  workspace_id, device_id, sequence, user_identity_id, installation_id, kind, display_name, created_at,
  provider_device_id, provider_key_id, key_expires_at, key_reported_at, removal_way, removal_requested_at, removed_at
  """

private func readPhone(_ row: Row) throws -> PhoneRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  var phone = PhoneRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), userIdentityID: columns.id(),
    installationID: columns.text(), kind: Phone.Kind(rawValue: columns.text()) ?? .android,
    displayName: columns.text(), createdAt: columns.instant())
  let (device, keyID) = (columns.optionalText(), columns.optionalText())
  let (expiresAt, reportedAt) = (columns.optionalInstant(), columns.optionalInstant())
  if let keyID, let expiresAt, let reportedAt {
    phone.key = PhoneRecord.Key(
      providerDeviceID: device, providerKeyID: keyID, expiresAt: expiresAt, reportedAt: reportedAt)
  }
  let (way, requestedAt) = (columns.optionalText(), columns.optionalInstant())
  if let way = way.flatMap(PhoneRemoval.Way.init(rawValue:)), let requestedAt {
    phone.removal = PhoneRecord.Removal(way: way, requestedAt: requestedAt, removedAt: columns.optionalInstant())
  }
  return phone
}
