package import API
package import Core
package import Wire

/// The doors that a client session can see: those of its identity and of its accounts.
package struct SessionSight: Sendable {
  package var identity: ID<UserIdentity>?
  package var accounts: [ID<ConnectedAccount>]
  /// A customer's session knows only the spaces of its customer.
  package var customerKey: String?
  package init(identity: ID<UserIdentity>?, accounts: [ID<ConnectedAccount>], customerKey: String? = nil) {
    self.identity = identity
    self.accounts = accounts
    self.customerKey = customerKey
  }

  /// The systems, named `s`, of its accounts.
  var systems: Conditions {
    var conditions = Conditions("1 = 1")
    conditions.among(accounts, column: "s.connected_account_id")
    return conditions
  }
}

extension Connection {
  /// The entrance, if the session sees it. Callers without a session see all.
  package func acsEntrance(
    _ id: ID<AcsEntrance>, seenBy session: ClientSessionRecord?, in workspace: ID<Workspace>
  ) throws -> AcsEntranceRecord? {
    guard let session else { return try acsEntrance(id, in: workspace) }
    var filter = AcsEntranceFilter()
    filter.ids = [id]
    filter.sight = try sight(of: session)
    return try acsEntrances(filter, PageRange(from: nil, limit: 1), in: workspace).rows.first
  }

  package func sight(of session: ClientSessionRecord) throws -> SessionSight {
    SessionSight(
      identity: session.userIdentityID, accounts: try accounts(seenBy: session), customerKey: session.customerKey)
  }

  /// The accounts granted to a session, connected through its webviews, or belonging to its customer
  /// (`docs/public-api.md`).
  package func accounts(seenBy session: ClientSessionRecord) throws -> [ID<ConnectedAccount>] {
    if session.connectedAccountIDs.isEmpty, session.connectWebviewIDs.isEmpty, session.customerKey == nil { return [] }
    return try all(
      """
      SELECT a.connected_account_id FROM connected_accounts a WHERE a.workspace_id = ? AND (a.customer_key = ?
        OR EXISTS (SELECT 1 FROM client_session_accounts x WHERE x.workspace_id = a.workspace_id
          AND x.client_session_id = ? AND x.connected_account_id = a.connected_account_id)
        OR EXISTS (SELECT 1 FROM client_session_webviews x JOIN connect_webviews w
          ON w.workspace_id = x.workspace_id AND w.connect_webview_id = x.connect_webview_id
          WHERE x.workspace_id = a.workspace_id AND x.client_session_id = ?
            AND w.connected_account_id = a.connected_account_id))
      ORDER BY a.sequence
      """, session.workspaceID, session.customerKey, session.id, session.id
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// The number of devices of the accounts that sessions can see. A session without devices is omitted.
  package func deviceCounts(
    _ filter: ClientSessionFilter, in workspace: ID<Workspace>
  ) throws -> [ID<ClientSession>: Int] {
    let conditions = filter.conditions(in: workspace)
    let chosen = "(SELECT * FROM client_sessions WHERE \(conditions.sql)) c"
    // A session sees the same accounts as in `accounts(seenBy:)`. The cross join keeps the planner from starting with
    // all locks of the workspace.
    let counts = try all(
      """
      SELECT seen.client_session_id, COUNT(*) FROM (
        SELECT c.workspace_id, c.client_session_id, a.connected_account_id FROM \(chosen) JOIN connected_accounts a
          ON a.workspace_id = c.workspace_id AND a.customer_key = c.customer_key
        UNION SELECT c.workspace_id, c.client_session_id, x.connected_account_id FROM \(chosen)
          JOIN client_session_accounts x
          ON x.workspace_id = c.workspace_id AND x.client_session_id = c.client_session_id
        UNION SELECT c.workspace_id, c.client_session_id, w.connected_account_id FROM \(chosen)
          JOIN client_session_webviews x
          ON x.workspace_id = c.workspace_id AND x.client_session_id = c.client_session_id
          JOIN connect_webviews w ON w.workspace_id = x.workspace_id AND w.connect_webview_id = x.connect_webview_id
      ) seen CROSS JOIN acs_systems s CROSS JOIN acs_entrances e
      WHERE s.workspace_id = seen.workspace_id AND s.connected_account_id = seen.connected_account_id
        AND e.workspace_id = s.workspace_id AND e.acs_system_id = s.acs_system_id
      GROUP BY seen.client_session_id
      """, conditions.values + conditions.values + conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(ClientSession.self), columns.integer())
    }
    return Dictionary(counts) { first, _ in first }
  }
}
