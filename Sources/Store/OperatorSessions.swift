package import API
package import Core
package import Wire

extension Connection {
  /// The session whose secret has a hash, unless it has ended.
  package func operatorSession(secretHash: String, at now: Instant) throws -> OperatorSessionRecord? {
    try operatorSessions(Conditions("secret_hash = ?", secretHash), at: now).first
  }

  /// The session, unless it has ended.
  package func operatorSession(_ id: ID<OperatorSession>, at now: Instant) throws -> OperatorSessionRecord? {
    try operatorSessions(Conditions("operator_session_id = ?", id), at: now).first
  }

  /// The sessions of a workspace's operators that have not ended, in order of creation.
  ///
  /// - Parameter person: the only operator whose sessions are listed. Nil for all operators.
  package func operatorSessions(
    of person: ID<Operator>?, in workspace: ID<Workspace>, at now: Instant
  ) throws -> [OperatorSessionRecord] {
    var conditions = Conditions(
      """
      EXISTS (SELECT 1 FROM operator_workspaces w
        WHERE w.operator_id = operator_sessions.operator_id AND w.workspace_id = ?)
      """, workspace)
    conditions.add("operator_id = ?", ifPresent: person)
    return try operatorSessions(conditions, at: now)
  }

  private func operatorSessions(_ filter: Conditions, at now: Instant) throws -> [OperatorSessionRecord] {
    var conditions = filter
    conditions.add("expires_at > ?", now)
    return try all(
      """
      SELECT \(OperatorSessionRecord.columns) FROM operator_sessions WHERE \(conditions.sql)
      ORDER BY created_at, operator_session_id
      """, conditions.values, OperatorSessionRecord.read)
  }
}

extension Transaction {
  /// Stores a new session, and deletes those that have ended.
  package func insert(_ session: OperatorSessionRecord) throws {
    try deleteOperatorSessions(Conditions("expires_at <= ?", now))
    try insertRow(session)
  }

  /// Stores a use of a session.
  package func update(_ session: OperatorSessionRecord) throws {
    try updateRow(session)
  }

  package func delete(_ session: ID<OperatorSession>) throws {
    try deleteOperatorSessions(Conditions("operator_session_id = ?", session))
  }

  /// Deletes the sessions of an operator that no access token opened.
  package func deleteOperatorSessions(openedWithoutTokenBy person: ID<Operator>) throws {
    try deleteOperatorSessions(Conditions("operator_id = ? AND access_token_id IS NULL", person))
  }

  /// Deletes the sessions that were opened by an access token.
  package func deleteOperatorSessions(openedBy token: ID<AccessToken>) throws {
    try deleteOperatorSessions(Conditions("access_token_id = ?", token))
  }

  /// Deletes sessions with the forms that they sent.
  func deleteOperatorSessions(_ sessions: Conditions) throws {
    try run(
      """
      DELETE FROM console_forms WHERE operator_session_id IN (
        SELECT operator_session_id FROM operator_sessions WHERE \(sessions.sql))
      """, sessions.values)
    try run("DELETE FROM operator_sessions WHERE \(sessions.sql)", sessions.values)
  }
}

extension OperatorSessionRecord: Updatable {
  static let table = Table<OperatorSessionRecord>("operator_sessions")

  static func row(_ column: inout some ColumnVisitor<OperatorSessionRecord>) -> OperatorSessionRecord {
    OperatorSessionRecord(
      id: column(key: "operator_session_id", \.id), operatorID: column(once: "operator_id", \.operatorID),
      accessTokenID: column(once: "access_token_id", \.accessTokenID),
      secretHash: column(once: "secret_hash", \.secretHash), createdAt: column(once: "created_at", \.createdAt),
      lastUsedAt: column("last_used_at", \.lastUsedAt), expiresAt: column("expires_at", \.expiresAt))
  }
}
