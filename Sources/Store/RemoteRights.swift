package import API
package import Core
package import Wire

/// The rights by which people move locks remotely. Ended rights are kept, so that the past can be explained.
extension Connection {
  /// The client sessions of identities and their granted entrances, including those that have ended.
  package func remoteRights(
    of identities: [ID<UserIdentity>], to entrances: [ID<AcsEntrance>], in workspace: ID<Workspace>
  ) throws -> GrantedRights {
    var rights = GrantedRights()
    if identities.isEmpty { return rights }
    var owned = Conditions("workspace_id = ?", workspace)
    owned.among(identities, column: "user_identity_id")
    let _: [Void] = try all(
      """
      SELECT user_identity_id, usable_from, CASE WHEN revoked_at < expires_at THEN revoked_at ELSE expires_at END
      FROM client_sessions WHERE \(owned.sql)
      UNION ALL SELECT user_identity_id, started_at, ended_at FROM ended_client_sessions WHERE \(owned.sql)
      """, owned.values + owned.values
    ) { row in
      var columns = row.columns
      rights.sessions[columns.id(), default: []].append(columns.span())
    }
    owned.among(entrances, column: "acs_entrance_id")
    let _: [Void] = try all(
      """
      SELECT user_identity_id, acs_entrance_id, granted_at, NULL FROM device_grants WHERE \(owned.sql)
      UNION ALL SELECT user_identity_id, acs_entrance_id, granted_at, revoked_at FROM ended_device_grants
      WHERE \(owned.sql)
      """, owned.values + owned.values
    ) { row in
      var columns = row.columns
      let identity = columns.id(UserIdentity.self)
      rights.grants[identity, default: [:]][columns.id(), default: []].append(columns.span())
    }
    return rights
  }

  /// The identity of a user at a moment.
  package func linkedIdentity(
    of user: ID<AcsUser>, by moment: Instant, in workspace: ID<Workspace>
  ) throws -> ID<UserIdentity>? {
    try linkedIdentities(of: [user], by: moment, in: workspace)[user]
  }

  /// The identity of each user at a moment. Users without an identity are omitted.
  package func linkedIdentities(
    of users: [ID<AcsUser>], by moment: Instant, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: ID<UserIdentity>] {
    if users.isEmpty { return [:] }
    var conditions = Conditions("workspace_id = ? AND at <= ?", workspace, moment)
    conditions.among(users, column: "acs_user_id")
    let links = try all(
      "SELECT acs_user_id, user_identity_id, is_linked FROM acs_user_links WHERE \(conditions.sql) ORDER BY at, is_linked",
      conditions.values
    ) { row in
      var columns = row.columns
      return (user: columns.id(AcsUser.self), identity: columns.id(UserIdentity.self), isLinked: columns.flag())
    }
    // The last one counts.
    return links.reduce(into: [:]) { $0[$1.user] = $1.isLinked ? $1.identity : nil }
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
  /// Records the lifetime of a session of an identity, when it ends.
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

  /// Moves the grants and sessions of one identity to another.
  func moveRemoteRights(of merged: ID<UserIdentity>, to survivor: ID<UserIdentity>) throws {
    try moveDeviceGrants(of: merged, to: survivor)
    try run(
      "UPDATE ended_client_sessions SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?",
      survivor, workspaceID, merged)
  }
}

/// SQL for the last number of an identity's ended rights. 0 if it has none.
///
/// - Parameters:
///   - identity: SQL for the identity.
///   - thing: the column of the subject.
///   - row: the alias of the row.
func lastSequence(in table: String, of identity: String, _ thing: String, row: String) -> String {
  """
  (SELECT COALESCE(MAX(e.sequence), 0) FROM \(table) e WHERE e.workspace_id = \(row).workspace_id
    AND e.user_identity_id = \(identity) AND e.\(thing) = \(row).\(thing))
  """
}

extension Columns {
  fileprivate mutating func span() -> AccessSpan { AccessSpan(start: instant(), end: optionalInstant()) }
}

/// The rights of identities to move the locks of entrances remotely.
package struct GrantedRights: Sendable {
  fileprivate var sessions: [ID<UserIdentity>: [AccessSpan]] = [:]
  fileprivate var grants: [ID<UserIdentity>: [ID<AcsEntrance>: [AccessSpan]]] = [:]

  package func rights(of identity: ID<UserIdentity>, to entrance: ID<AcsEntrance>) -> RemoteRights {
    RemoteRights(sessions: sessions[identity] ?? [], grants: grants[identity]?[entrance] ?? [])
  }
}
