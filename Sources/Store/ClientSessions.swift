package import API
package import Core
package import Wire

/// A filter for lists of client sessions.
package struct ClientSessionFilter: Sendable {
  package var id: String?
  package var userIdentifierKey: String?
  package var userIdentityID: Nullable<String>?
  /// Null for sessions without webviews.
  package var connectWebviewID: Nullable<String>?
  package var hasNoKey = false
  package init() {}
}

extension Connection {
  /// The session whose token has this short part, revoked or not.
  package func clientSession(shortToken: String) throws -> ClientSessionRecord? {
    try sessions(Conditions("short_token = ?", shortToken)).first
  }

  package func clientSession(_ id: ID<ClientSession>, in workspace: ID<Workspace>) throws -> ClientSessionRecord? {
    try sessions(Conditions("workspace_id = ? AND client_session_id = ?", workspace, id)).first
  }

  /// The session of a user identifier key: the active one, or else the last revoked one.
  package func clientSession(key: String, in workspace: ID<Workspace>) throws -> ClientSessionRecord? {
    try sessions(
      Conditions("workspace_id = ? AND user_identifier_key = ?", workspace, key),
      "ORDER BY revoked_at IS NOT NULL, sequence DESC LIMIT 1"
    ).first
  }

  /// The first active session of an identity without a user identifier key.
  package func clientSession(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>, now: Instant
  ) throws -> ClientSessionRecord? {
    var conditions = Conditions("workspace_id = ? AND user_identity_id = ?", workspace, identity)
    conditions.add("user_identifier_key IS NULL AND revoked_at IS NULL AND expires_at > ?", now)
    return try sessions(conditions, "ORDER BY +sequence LIMIT 1").first
  }

  /// All sessions of an identity, revoked and expired ones included.
  package func clientSessions(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [ClientSessionRecord] {
    try sessions(Conditions("workspace_id = ? AND user_identity_id = ?", workspace, identity), "ORDER BY +sequence")
  }

  /// Sessions in order of creation.
  package func clientSessions(
    _ filter: ClientSessionFilter, in workspace: ID<Workspace>
  ) throws -> [ClientSessionRecord] {
    try sessions(filter.conditions(in: workspace), "ORDER BY sequence LIMIT 100000")
  }

  /// The number of sessions that can see a webview.
  package func sessionCount(seeing webview: ID<ConnectWebview>, in workspace: ID<Workspace>) throws -> Int {
    try first(
      "SELECT COUNT(*) FROM client_session_webviews WHERE workspace_id = ? AND connect_webview_id = ?", workspace,
      webview
    ) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }

  /// Sessions with their accounts and webviews, in two statements for any number of sessions.
  private func sessions(_ conditions: Conditions, _ order: String = "") throws -> [ClientSessionRecord] {
    var sessions = try all(
      "SELECT \(sessionColumns) FROM client_sessions WHERE \(conditions.sql) \(order)", conditions.values, readSession)
    if sessions.isEmpty { return [] }
    let places = Dictionary(uniqueKeysWithValues: sessions.enumerated().map { ($1.id, $0) })
    let chosen = "SELECT workspace_id, client_session_id FROM client_sessions WHERE \(conditions.sql)"
    let _: [Void] = try all(
      """
      SELECT client_session_id, \(seenAccounts.column), NULL, position FROM \(seenAccounts.table)
      WHERE (workspace_id, client_session_id) IN (\(chosen))
      UNION ALL SELECT client_session_id, NULL, \(seenWebviews.column), position FROM \(seenWebviews.table)
      WHERE (workspace_id, client_session_id) IN (\(chosen)) ORDER BY 4
      """, conditions.values + conditions.values
    ) { row in
      var columns = row.columns
      guard let place = places[columns.id()] else { return }
      if let account = columns.optionalID(ConnectedAccount.self) {
        sessions[place].connectedAccountIDs.append(account)
      } else {
        sessions[place].connectWebviewIDs.append(columns.id())
      }
    }
    return sessions
  }
}

extension Transaction {
  package func nextClientSessionSequence() throws -> Int {
    try nextSequence(of: "client_sessions")
  }

  /// Stores a new or changed session.
  package func save(_ session: ClientSessionRecord) throws {
    let before = try clientSession(session.id, in: session.workspaceID)
    // The session has another identity now, or is active again.
    let begins = before.map { $0.userIdentityID != session.userIdentityID || $0.expiresAt <= now } ?? true
    if begins, let before { try rememberEnd(of: before) }
    try run(
      """
      INSERT INTO client_sessions (\(sessionColumns), usable_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, client_session_id) DO UPDATE SET user_identity_id = excluded.user_identity_id,
        usable_from = \(begins ? "excluded.usable_from" : "client_sessions.usable_from"),
        expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
      """, session.workspaceID, session.id, session.sequence, session.shortToken, session.longTokenHash,
      session.sealedToken, session.userIdentifierKey, session.userIdentityID, session.customerKey, session.createdAt,
      session.expiresAt, session.revokedAt, now)
    try save(session.connectedAccountIDs, was: before?.connectedAccountIDs, in: seenAccounts, of: session)
    try save(session.connectWebviewIDs, was: before?.connectWebviewIDs, in: seenWebviews, of: session)
  }

  package func remove(_ session: ClientSessionRecord) throws {
    try rememberEnd(of: session)
    for table in [seenAccounts.table, seenWebviews.table, "client_sessions"] {
      try run(
        "DELETE FROM \(table) WHERE workspace_id = ? AND client_session_id = ?", session.workspaceID, session.id)
    }
  }

  private func save<Owner>(
    _ ids: [ID<Owner>], was before: [ID<Owner>]?, in seen: Seen, of session: ClientSessionRecord
  ) throws {
    if ids == before ?? [] { return }
    try run(
      "DELETE FROM \(seen.table) WHERE workspace_id = ? AND client_session_id = ?", session.workspaceID, session.id)
    for (position, id) in ids.enumerated() {
      try run(
        """
        INSERT INTO \(seen.table) (workspace_id, client_session_id, \(seen.column), position) VALUES (?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """, session.workspaceID, session.id, id, position)
    }
  }
}

extension ClientSessionFilter {
  func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("client_session_id = ?", ifPresent: id)
    conditions.add("user_identifier_key = ?", ifPresent: userIdentifierKey)
    switch userIdentityID {
    case nil: break
    case .null: conditions.add("user_identity_id IS NULL")
    case .value(let id): conditions.add("user_identity_id = ?", id)
    }
    switch connectWebviewID {
    case nil: break
    case .null: conditions.add("NOT EXISTS (\(webviewsOfSession))")
    case .value(let id): conditions.add("EXISTS (\(webviewsOfSession) AND w.connect_webview_id = ?)", id)
    }
    if hasNoKey { conditions.add("user_identifier_key IS NULL") }
    return conditions
  }
}

/// The table of the resources that sessions can see.
private struct Seen {
  let table: String
  let column: String
}
private let seenAccounts = Seen(table: "client_session_accounts", column: "connected_account_id")
private let seenWebviews = Seen(table: "client_session_webviews", column: "connect_webview_id")

private let webviewsOfSession = """
  SELECT 1 FROM client_session_webviews w
  WHERE w.workspace_id = client_sessions.workspace_id AND w.client_session_id = client_sessions.client_session_id
  """

private let sessionColumns = """
  workspace_id, client_session_id, sequence, short_token, long_token_hash, sealed_token, user_identifier_key,
  user_identity_id, customer_key, created_at, expires_at, revoked_at
  """

private func readSession(_ row: Row) throws -> ClientSessionRecord {
  var columns = row.columns
  let workspace = columns.id(Workspace.self)
  return ClientSessionRecord(
    id: columns.id(), workspaceID: workspace, sequence: columns.integer(), shortToken: columns.text(),
    longTokenHash: columns.text(), sealedToken: columns.optionalBytes() ?? [],
    userIdentifierKey: columns.optionalText(),
    userIdentityID: columns.optionalID(), connectedAccountIDs: [], connectWebviewIDs: [],
    customerKey: columns.optionalText(), createdAt: columns.instant(), expiresAt: columns.instant(),
    revokedAt: columns.optionalInstant())
}
