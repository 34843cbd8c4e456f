import API
import Core
import Wire

/// By what people move locks from afar, and by what they did: what has ended is kept, so that the past can be explained.
extension Connection {
  /// An identity's client sessions and what it was granted of one entrance, also those that have ended.
  package func remoteRights(
    of identity: ID<UserIdentity>, to entrance: ID<AcsEntrance>, in workspace: ID<Workspace>
  ) throws -> RemoteRights {
    RemoteRights(
      sessions: try all(
        """
        SELECT usable_from, CASE WHEN revoked_at < expires_at THEN revoked_at ELSE expires_at END FROM client_sessions
        WHERE workspace_id = ? AND user_identity_id = ?
        UNION ALL SELECT started_at, ended_at FROM ended_client_sessions WHERE workspace_id = ? AND user_identity_id = ?
        """, workspace, identity, workspace, identity, read: readSpan),
      grants: try all(
        """
        SELECT granted_at, NULL FROM device_grants
        WHERE workspace_id = ? AND user_identity_id = ? AND acs_entrance_id = ?
        UNION ALL SELECT granted_at, revoked_at FROM ended_device_grants
        WHERE workspace_id = ? AND user_identity_id = ? AND acs_entrance_id = ?
        """, workspace, identity, entrance, workspace, identity, entrance, read: readSpan))
  }

  /// The identity whose a user was at a moment.
  package func linkedIdentity(
    of user: ID<AcsUser>, by moment: Instant, in workspace: ID<Workspace>
  ) throws -> ID<UserIdentity>? {
    try first(
      """
      SELECT user_identity_id, is_linked FROM acs_user_links WHERE workspace_id = ? AND acs_user_id = ? AND at <= ?
      ORDER BY at DESC, is_linked DESC LIMIT 1
      """, workspace, user, moment
    ) { row in
      var columns = row.columns
      let identity = columns.id(UserIdentity.self)
      return columns.flag() ? identity : nil
    } ?? nil
  }

  /// The entrances that were ever granted to an identity.
  package func grantedEntrances(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>] {
    try all(
      """
      SELECT acs_entrance_id FROM device_grants WHERE workspace_id = ? AND user_identity_id = ?
      UNION SELECT acs_entrance_id FROM ended_device_grants WHERE workspace_id = ? AND user_identity_id = ?
      """, workspace, identity, workspace, identity
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }
}

extension Transaction {
  /// Keeps for how long a session worked for its identity, when that is over.
  func rememberEnd(of session: ClientSessionRecord) throws {
    guard let identity = session.userIdentityID else { return }
    let end = min(now, session.expiresAt, session.revokedAt ?? now)
    try run(
      """
      INSERT INTO ended_client_sessions
        (workspace_id, user_identity_id, client_session_id, sequence, started_at, ended_at)
      SELECT workspace_id, user_identity_id, client_session_id,
        \(lastSequence(in: "ended_client_sessions", of: "s.user_identity_id", "client_session_id", row: "s")) + 1,
        usable_from, ?
      FROM client_sessions s WHERE workspace_id = ? AND client_session_id = ? AND user_identity_id = ?
        AND usable_from < ?
      """, end, session.workspaceID, session.id, identity, end)
  }

  /// Gives one identity what another was granted, and had sessions for.
  func moveRemoteRights(of merged: ID<UserIdentity>, to survivor: ID<UserIdentity>) throws {
    try run(
      """
      INSERT INTO device_grants (workspace_id, user_identity_id, acs_entrance_id, granted_at)
      SELECT workspace_id, ?, acs_entrance_id, granted_at FROM device_grants
      WHERE workspace_id = ? AND user_identity_id = ?
      ON CONFLICT (workspace_id, user_identity_id, acs_entrance_id)
        DO UPDATE SET granted_at = excluded.granted_at WHERE excluded.granted_at < device_grants.granted_at
      """, survivor, workspaceID, merged)
    try run(
      """
      INSERT INTO ended_device_grants
        (workspace_id, user_identity_id, acs_entrance_id, sequence, granted_at, revoked_at)
      SELECT workspace_id, ?, acs_entrance_id,
        sequence + \(lastSequence(in: "ended_device_grants", of: "?", "acs_entrance_id", row: "g")), granted_at, revoked_at
      FROM ended_device_grants g WHERE workspace_id = ? AND user_identity_id = ?
      """, survivor, survivor, workspaceID, merged)
    for table in ["device_grants", "ended_device_grants"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND user_identity_id = ?", workspaceID, merged)
    }
    try run(
      "UPDATE ended_client_sessions SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?",
      survivor, workspaceID, merged)
  }
}

/// SQL for the number that was given last to what an identity had and has no more; 0 where it had nothing.
///
/// - Parameters:
///   - identity: SQL for the identity.
///   - thing: the column that names what it had.
///   - row: the name of the row that is asked for.
func lastSequence(in table: String, of identity: String, _ thing: String, row: String) -> String {
  """
  (SELECT COALESCE(MAX(e.sequence), 0) FROM \(table) e WHERE e.workspace_id = \(row).workspace_id
    AND e.user_identity_id = \(identity) AND e.\(thing) = \(row).\(thing))
  """
}

private func readSpan(_ row: Row) throws -> AccessSpan {
  var columns = row.columns
  return AccessSpan(start: columns.instant(), end: columns.optionalInstant())
}
