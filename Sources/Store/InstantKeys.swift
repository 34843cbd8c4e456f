package import API
package import Core
package import Wire

extension Connection {
  package func instantKey(_ id: ID<InstantKey>, in workspace: ID<Workspace>) throws -> InstantKeyRecord? {
    try instantKeys(Conditions("instant_keys.workspace_id = ? AND instant_keys.instant_key_id = ?", workspace, id))
      .first
  }

  /// The key with a code, of any workspace: the code is all that its bearer has.
  ///
  /// - Parameter codeHash: SHA-256 of the code.
  package func instantKey(codeHash: String) throws -> InstantKeyRecord? {
    try instantKeys(Conditions("instant_keys.code_hash = ?", codeHash)).first
  }

  /// The keys in order of creation.
  ///
  /// - Parameter identity: only its keys. Nil for all.
  package func instantKeys(
    of identity: ID<UserIdentity>?, in workspace: ID<Workspace>
  ) throws -> [InstantKeyRecord] {
    var conditions = Conditions("instant_keys.workspace_id = ?", workspace)
    conditions.add("s.user_identity_id = ?", ifPresent: identity)
    return try instantKeys(conditions, "ORDER BY instant_keys.sequence LIMIT 100000")
  }

  /// The keys of access methods.
  package func instantKeys(
    of methods: [ID<AccessMethod>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessMethod>: InstantKeyRecord] {
    if methods.isEmpty { return [:] }
    var conditions = Conditions("instant_keys.workspace_id = ?", workspace)
    conditions.among(methods, column: "instant_keys.access_method_id")
    let keys = try instantKeys(conditions, "ORDER BY instant_keys.sequence")
    return Dictionary(keys.compactMap { key in key.accessMethodID.map { ($0, key) } }) { first, _ in first }
  }

  /// The identities of a customer, among some, whose access grants are all of the customer.
  package func identities(
    _ people: Set<ID<UserIdentity>>, onlyOf customer: String, in workspace: ID<Workspace>
  ) throws -> Set<ID<UserIdentity>> {
    if people.isEmpty { return [] }
    var conditions = Conditions("u.workspace_id = ? AND u.customer_key = ?", workspace, customer)
    conditions.among(Array(people), column: "u.user_identity_id")
    let found = try all(
      """
      SELECT u.user_identity_id FROM user_identities u WHERE \(conditions.sql) AND NOT EXISTS (
        SELECT 1 FROM access_grants g WHERE g.workspace_id = u.workspace_id
          AND g.user_identity_id = u.user_identity_id AND g.is_deleted = 0
          AND g.customer_key IS DISTINCT FROM u.customer_key)
      """, conditions.values
    ) { row in
      var columns = row.columns
      return columns.id(UserIdentity.self)
    }
    return Set(found)
  }

  private func instantKeys(_ conditions: Conditions, _ order: String = "") throws -> [InstantKeyRecord] {
    try allKept(
      """
      SELECT \(InstantKeyRecord.columns) FROM instant_keys JOIN client_sessions s
        ON s.workspace_id = instant_keys.workspace_id AND s.client_session_id = instant_keys.client_session_id
      LEFT JOIN customization_profiles p ON p.workspace_id = instant_keys.workspace_id
        AND p.customization_profile_id = instant_keys.customization_profile_id
      WHERE \(conditions.sql) \(order)
      """, conditions.values, InstantKeyRecord.read)
  }

  /// The use of a key by one browser or app.
  package func use(of key: InstantKeyRecord, by mark: String) throws -> InstantKeyUse? {
    try firstKept(
      """
      SELECT \(InstantKeyUseRow.columns) FROM instant_key_uses
      WHERE workspace_id = ? AND instant_key_id = ? AND mark = ?
      """, key.workspaceID, key.id, mark, read: InstantKeyUseRow.read)?.use
  }

  /// The number of browsers and apps that use a key.
  package func useCount(of key: InstantKeyRecord) throws -> Int {
    try first(
      "SELECT COUNT(*) FROM instant_key_uses WHERE workspace_id = ? AND instant_key_id = ?", key.workspaceID, key.id
    ) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }
}

extension Transaction {
  package func nextInstantKeySequence() throws -> Int { try nextSequence(of: "instant_keys") }

  package func insert(_ key: InstantKeyRecord) throws { try insertRow(key) }

  /// Stores a new or changed use.
  package func save(_ use: InstantKeyUse, of key: InstantKeyRecord) throws {
    try saveRow(InstantKeyUseRow(workspaceID: key.workspaceID, instantKeyID: key.id, use: use))
  }

  package func removeUse(of key: InstantKeyRecord, by mark: String) throws {
    try run(
      "DELETE FROM instant_key_uses WHERE workspace_id = ? AND instant_key_id = ? AND mark = ?", key.workspaceID,
      key.id, mark)
  }

  /// Deletes the key of a session that is about to be deleted.
  func removeInstantKey(of session: ClientSessionRecord) throws {
    try run(
      """
      DELETE FROM instant_key_uses WHERE workspace_id = ? AND instant_key_id IN (
        SELECT instant_key_id FROM instant_keys WHERE workspace_id = ? AND client_session_id = ?)
      """, session.workspaceID, session.workspaceID, session.id)
    try run(
      "DELETE FROM instant_keys WHERE workspace_id = ? AND client_session_id = ?", session.workspaceID, session.id)
  }
}

/// Whether a session, a row of `client_sessions`, belongs to an instant key.
let isSessionOfInstantKey = """
  EXISTS (SELECT 1 FROM instant_keys k WHERE k.workspace_id = client_sessions.workspace_id
    AND k.client_session_id = client_sessions.client_session_id)
  """

extension InstantKeyRecord: Stored {
  static let table = Table<InstantKeyRecord>("instant_keys")

  static func row(_ column: inout some ColumnVisitor<InstantKeyRecord>) -> InstantKeyRecord {
    var key = InstantKeyRecord(
      id: column(key: "instant_key_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      clientSessionID: column(once: "client_session_id", \.clientSessionID),
      accessMethodID: column(once: "access_method_id", \.accessMethodID),
      codeHash: column(once: "code_hash", \.codeHash), sealedCode: column(once: "sealed_code", \.sealedCode),
      maxUseCount: column(once: "max_use_count", \.maxUseCount),
      customizationProfileID: column(once: "customization_profile_id", \.customizationProfileID))
    let looks = column("looks", of: "p") { $0.looks?.storedText }
    key.looks = looks.map { CustomizationLooks(stored: $0) }
    key.userIdentityID = column("user_identity_id", of: "s", \.userIdentityID)
    key.expiresAt = column("expires_at", of: "s", \.expiresAt)
    key.revokedAt = column("revoked_at", of: "s", \.revokedAt)
    key.sealedToken = column("sealed_token", of: "s", \.sealedToken)
    return key
  }
}

/// A use with the key that it belongs to.
private struct InstantKeyUseRow: Sendable {
  var workspaceID: ID<Workspace>
  var instantKeyID: ID<InstantKey>
  var use: InstantKeyUse
}

extension InstantKeyUseRow: Updatable {
  static let table = Table<InstantKeyUseRow>("instant_key_uses")

  static func row(_ column: inout some ColumnVisitor<InstantKeyUseRow>) -> InstantKeyUseRow {
    InstantKeyUseRow(
      workspaceID: column(key: "workspace_id", \.workspaceID),
      instantKeyID: column(key: "instant_key_id", \.instantKeyID),
      use: InstantKeyUse(
        mark: column(key: "mark", \.use.mark), usedAt: column(once: "used_at", \.use.usedAt),
        showsPin: column("shows_pin", \.use.showsPin)))
  }
}
