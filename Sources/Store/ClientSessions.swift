import API
import Core
import Wire

/// What a list of client sessions is narrowed by.
public struct ClientSessionFilter: Sendable {
  public var id: String?
  public var userIdentifierKey: String?
  public var userIdentityID: Nullable<String>?
  /// Null for sessions that see no webview.
  public var connectWebviewID: Nullable<String>?
  public var hasNoKey = false
  public init() {}
}

extension Connection {
  /// The session whose token has this short part, revoked or not.
  public func clientSession(shortToken: String) throws -> ClientSessionRecord? {
    try first("SELECT \(sessionColumns) FROM client_sessions WHERE short_token = ?", shortToken, read: readSession)
  }

  public func clientSession(_ id: ID<ClientSession>, in workspace: ID<Workspace>) throws -> ClientSessionRecord? {
    try first(
      "SELECT \(sessionColumns) FROM client_sessions WHERE workspace_id = ? AND client_session_id = ?", workspace, id,
      read: readSession)
  }

  /// The session of a key: the one that was not revoked, else the last that was.
  public func clientSession(key: String, in workspace: ID<Workspace>) throws -> ClientSessionRecord? {
    try first(
      """
      SELECT \(sessionColumns) FROM client_sessions WHERE workspace_id = ? AND user_identifier_key = ?
      ORDER BY revoked_at IS NOT NULL, sequence DESC LIMIT 1
      """, workspace, key, read: readSession)
  }

  /// The first session of an identity that has no user identifier key and still works.
  public func clientSession(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>, now: Instant
  ) throws -> ClientSessionRecord? {
    try first(
      """
      SELECT \(sessionColumns) FROM client_sessions WHERE workspace_id = ? AND user_identity_id = ?
        AND user_identifier_key IS NULL AND revoked_at IS NULL AND expires_at > ? ORDER BY +sequence LIMIT 1
      """, workspace, identity, now, read: readSession)
  }

  /// All sessions of an identity, revoked and expired ones included.
  public func clientSessions(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [ClientSessionRecord] {
    try all(
      "SELECT \(sessionColumns) FROM client_sessions WHERE workspace_id = ? AND user_identity_id = ? ORDER BY +sequence",
      workspace, identity, read: readSession)
  }

  /// Sessions in order of creation.
  public func clientSessions(
    _ filter: ClientSessionFilter, in workspace: ID<Workspace>
  ) throws -> [ClientSessionRecord] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("client_session_id = ?", ifPresent: filter.id)
    conditions.add("user_identifier_key = ?", ifPresent: filter.userIdentifierKey)
    switch filter.userIdentityID {
    case nil: break
    case .null: conditions.add("user_identity_id IS NULL")
    case .value(let id): conditions.add("user_identity_id = ?", id)
    }
    switch filter.connectWebviewID {
    case nil: break
    case .null: conditions.add("connect_webview_ids = '[]'")
    case .value(let id):
      conditions.add("EXISTS (SELECT 1 FROM json_each(connect_webview_ids) w WHERE w.value = ?)", id)
    }
    if filter.hasNoKey { conditions.add("user_identifier_key IS NULL") }
    return try all(
      "SELECT \(sessionColumns) FROM client_sessions WHERE \(conditions.sql) ORDER BY sequence LIMIT 100000",
      conditions.values, readSession)
  }

  public func nextClientSessionSequence(in workspace: ID<Workspace>) throws -> Int {
    try nextSequence(of: "client_sessions", in: workspace)
  }

  /// Writes a session that is new, or that changed.
  public func save(_ session: ClientSessionRecord, at now: Instant) throws {
    let before = try clientSession(session.id, in: session.workspaceID)
    // It works for another identity from now on, or again.
    let begins = before.map { $0.userIdentityID != session.userIdentityID || $0.expiresAt <= now } ?? true
    if begins, let before { try rememberEnd(of: before, at: now) }
    try run(
      """
      INSERT INTO client_sessions (\(sessionColumns), usable_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, client_session_id) DO UPDATE SET user_identity_id = excluded.user_identity_id,
        usable_from = \(begins ? "excluded.usable_from" : "client_sessions.usable_from"),
        connected_account_ids = excluded.connected_account_ids, connect_webview_ids = excluded.connect_webview_ids,
        expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
      """, session.workspaceID, session.id, session.sequence, session.shortToken, session.longTokenHash,
      session.sealedToken, session.userIdentifierKey, session.userIdentityID, text(session.connectedAccountIDs),
      text(session.connectWebviewIDs), session.customerKey, session.createdAt, session.expiresAt, session.revokedAt, now)
  }

  public func remove(_ session: ClientSessionRecord, at now: Instant) throws {
    try rememberEnd(of: session, at: now)
    try run(
      "DELETE FROM client_sessions WHERE workspace_id = ? AND client_session_id = ?", session.workspaceID, session.id)
  }
}

extension Connection {
  /// Takes what is gone from the lists of what sessions see.
  func removeFromSessions(_ id: String, _ column: String, in workspace: ID<Workspace>) throws {
    try run(
      """
      UPDATE client_sessions SET \(column) = (SELECT json_group_array(value)
        FROM json_each(client_sessions.\(column)) WHERE value <> ?)
      WHERE workspace_id = ? AND \(column) <> '[]' AND EXISTS
        (SELECT 1 FROM json_each(client_sessions.\(column)) WHERE value = ?)
      """, id, workspace, id)
  }

  /// How many sessions see a webview.
  public func sessionCount(seeing webview: ID<ConnectWebview>, in workspace: ID<Workspace>) throws -> Int {
    try first(
      """
      SELECT COUNT(*) FROM client_sessions WHERE workspace_id = ? AND connect_webview_ids <> '[]' AND EXISTS
        (SELECT 1 FROM json_each(client_sessions.connect_webview_ids) WHERE value = ?)
      """, workspace, webview
    ) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }
}

private let sessionColumns = """
  workspace_id, client_session_id, sequence, short_token, long_token_hash, sealed_token, user_identifier_key,
  user_identity_id, connected_account_ids, connect_webview_ids, customer_key, created_at, expires_at, revoked_at
  """

private func ids<Owner>(_ text: String) -> [ID<Owner>] {
  guard case .array(let items)? = try? JSON.parse(text.utf8) else { return [] }
  return items.compactMap { $0.text.map { ID($0) } }
}

private func readSession(_ row: Row) throws -> ClientSessionRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  return ClientSessionRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), shortToken: columns.text(),
    longTokenHash: columns.text(), sealedToken: columns.optionalBytes() ?? [], userIdentifierKey: columns.optionalText(),
    userIdentityID: columns.optionalID(), connectedAccountIDs: ids(columns.text()),
    connectWebviewIDs: ids(columns.text()), customerKey: columns.optionalText(), createdAt: columns.instant(),
    expiresAt: columns.instant(), revokedAt: columns.optionalInstant())
}
