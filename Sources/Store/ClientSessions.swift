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

  /// The first active session of an identity without a user identifier key, apart from those of instant keys.
  package func clientSession(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>, now: Instant
  ) throws -> ClientSessionRecord? {
    var conditions = Conditions("workspace_id = ? AND user_identity_id = ?", workspace, identity)
    conditions.add("user_identifier_key IS NULL AND revoked_at IS NULL AND expires_at > ?", now)
    conditions.add("NOT \(isSessionOfInstantKey)")
    return try sessions(conditions, "ORDER BY +sequence LIMIT 1").first
  }

  /// All sessions of an identity, revoked and expired ones included.
  package func clientSessions(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [ClientSessionRecord] {
    try sessions(Conditions("workspace_id = ? AND user_identity_id = ?", workspace, identity), "ORDER BY +sequence")
  }

  /// All sessions of a customer, revoked and expired ones included.
  package func clientSessions(
    ofCustomer customer: String, in workspace: ID<Workspace>
  ) throws -> [ClientSessionRecord] {
    try sessions(Conditions("workspace_id = ? AND customer_key = ?", workspace, customer), "ORDER BY sequence")
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
    var sessions = try allKept(
      "SELECT \(ClientSessionRecord.columns) FROM client_sessions WHERE \(conditions.sql) \(order)", conditions.values,
      ClientSessionRecord.read)
    if sessions.isEmpty { return [] }
    let chosen = "SELECT workspace_id, client_session_id FROM client_sessions WHERE \(conditions.sql)"
    let seen = try allKept(
      """
      SELECT client_session_id, \(seenAccounts.column), NULL, position FROM \(seenAccounts.table)
      WHERE (workspace_id, client_session_id) IN (\(chosen))
      UNION ALL SELECT client_session_id, NULL, \(seenWebviews.column), position FROM \(seenWebviews.table)
      WHERE (workspace_id, client_session_id) IN (\(chosen)) ORDER BY 4
      """, conditions.values + conditions.values
    ) { row in
      var columns = row.columns
      return (
        session: columns.id(ClientSession.self), account: columns.optionalID(ConnectedAccount.self),
        webview: columns.optionalID(ConnectWebview.self)
      )
    }
    let seenBy = Dictionary(grouping: seen, by: \.session)
    for index in sessions.indices {
      let own = seenBy[sessions[index].id] ?? []
      sessions[index].connectedAccountIDs += own.compactMap(\.account)
      sessions[index].connectWebviewIDs += own.compactMap(\.webview)
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
    try saveRow(session, adding: ["usable_from": now])
    if begins, before != nil {
      try run(
        "UPDATE client_sessions SET usable_from = ? WHERE workspace_id = ? AND client_session_id = ?", now,
        session.workspaceID, session.id)
    }
    try save(session.connectedAccountIDs, was: before?.connectedAccountIDs, in: seenAccounts, of: session)
    try save(session.connectWebviewIDs, was: before?.connectWebviewIDs, in: seenWebviews, of: session)
  }

  /// Deletes a session, and the instant key that it belongs to.
  package func remove(_ session: ClientSessionRecord) throws {
    try rememberEnd(of: session)
    try removeInstantKey(of: session)
    for table in [seenAccounts.table, seenWebviews.table, "customer_portals", "client_sessions"] {
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
        ON CONFLICT (workspace_id, client_session_id, \(seen.column)) DO NOTHING
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

extension ClientSessionRecord: Updatable {
  static let table = Table<ClientSessionRecord>("client_sessions")

  static func row(_ column: inout some ColumnVisitor<ClientSessionRecord>) -> ClientSessionRecord {
    ClientSessionRecord(
      id: column(key: "client_session_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), shortToken: column(once: "short_token", \.shortToken),
      longTokenHash: column(once: "long_token_hash", \.longTokenHash),
      sealedToken: column(once: "sealed_token", \.sealedToken),
      userIdentifierKey: column(once: "user_identifier_key", \.userIdentifierKey),
      userIdentityID: column("user_identity_id", \.userIdentityID), connectedAccountIDs: [], connectWebviewIDs: [],
      customerKey: column(once: "customer_key", \.customerKey), createdAt: column(once: "created_at", \.createdAt),
      expiresAt: column("expires_at", \.expiresAt), revokedAt: column("revoked_at", \.revokedAt))
  }
}
