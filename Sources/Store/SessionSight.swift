import API
import Core
import Wire

/// Whose doors a client session sees: those that its identity may use, and all of its accounts.
package struct SessionSight: Sendable {
  package var identity: ID<UserIdentity>?
  package var accounts: [ID<ConnectedAccount>]
  package init(identity: ID<UserIdentity>?, accounts: [ID<ConnectedAccount>]) {
    self.identity = identity
    self.accounts = accounts
  }

  /// The systems, named `s`, of its accounts.
  var systems: Conditions {
    var conditions = Conditions("1 = 1")
    conditions.among(accounts, column: "s.connected_account_id")
    return conditions
  }
}

extension Connection {
  package func sight(of session: ClientSessionRecord) throws -> SessionSight {
    SessionSight(identity: session.userIdentityID, accounts: try accounts(seenBy: session))
  }

  /// The accounts that a session was let see, that were connected through its webviews, or that belong to its customer
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

  /// How many devices some accounts have.
  package func deviceCount(of accounts: [ID<ConnectedAccount>], in workspace: ID<Workspace>) throws -> Int {
    if accounts.isEmpty { return 0 }
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.among(accounts, column: "s.connected_account_id")
    return try first(
      """
      SELECT COUNT(*) FROM acs_entrances e
      JOIN acs_systems s ON s.workspace_id = e.workspace_id AND s.acs_system_id = e.acs_system_id
      WHERE \(conditions.sql)
      """, conditions.values
    ) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }
}
