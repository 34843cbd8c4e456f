package import API
package import Core
package import Wire

extension Connection {
  package func phone(_ id: ID<Device>, in workspace: ID<Workspace>) throws -> PhoneRecord? {
    try first(
      "SELECT \(PhoneRecord.columns) FROM phones WHERE workspace_id = ? AND device_id = ?", workspace, id,
      read: PhoneRecord.read)
  }

  package func phone(
    installation: String, of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> PhoneRecord? {
    try first(
      "SELECT \(PhoneRecord.columns) FROM phones WHERE workspace_id = ? AND user_identity_id = ? AND installation_id = ?",
      workspace, identity, installation, read: PhoneRecord.read)
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
      "SELECT \(PhoneRecord.columns) FROM phones WHERE \(conditions.sql) ORDER BY sequence LIMIT 100000",
      conditions.values,
      PhoneRecord.read)
  }

  /// Phones whose removal waits only until this user has lost the permission to have keys.
  func phonesAwaitingRemoval(only holder: AcsUserRecord, in workspace: ID<Workspace>) throws -> [PhoneRecord] {
    try all(
      """
      SELECT \(PhoneRecord.columns) FROM phones WHERE workspace_id = ? AND removed_at IS NULL
        AND device_id IN (SELECT device_id FROM phone_removal_holders WHERE workspace_id = ? AND acs_user_id = ?)
        AND device_id NOT IN (SELECT device_id FROM phone_removal_holders WHERE workspace_id = ? AND acs_user_id <> ?)
      """, workspace, workspace, holder.id, workspace, holder.id, read: PhoneRecord.read)
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
    try saveRow(phone)
  }
}

extension PhoneRecord: Updatable {
  static let table = Table<PhoneRecord>("phones")

  static func row(_ column: inout some ColumnVisitor<PhoneRecord>) -> PhoneRecord {
    var phone = PhoneRecord(
      id: column(key: "device_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence),
      userIdentityID: column(once: "user_identity_id", \.userIdentityID),
      installationID: column(once: "installation_id", \.installationID),
      kind: Phone.Kind(rawValue: column(once: "kind", \.kind.rawValue)) ?? .android,
      displayName: column("display_name", \.displayName), createdAt: column(once: "created_at", \.createdAt))
    let device = column("provider_device_id", \.key?.providerDeviceID)
    let key = column("provider_key_id", \.key?.providerKeyID)
    let expiresAt = column("key_expires_at", \.key?.expiresAt)
    let reportedAt = column("key_reported_at", \.key?.reportedAt)
    if let key, let expiresAt, let reportedAt {
      phone.key = Key(providerDeviceID: device, providerKeyID: key, expiresAt: expiresAt, reportedAt: reportedAt)
    }
    phone.endedKeyID = column("ended_key_id", \.endedKeyID)
    let way = column("removal_way", \.removal?.way.rawValue)
    let requestedAt = column("removal_requested_at", \.removal?.requestedAt)
    let removedAt = column("removed_at", \.removal?.removedAt)
    if let way = way.flatMap(PhoneRemoval.Way.init(rawValue:)), let requestedAt {
      phone.removal = Removal(way: way, requestedAt: requestedAt, removedAt: removedAt)
    }
    return phone
  }
}
