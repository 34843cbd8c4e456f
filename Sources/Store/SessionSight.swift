import API
import Core
import Wire

/// Whose doors a client session sees: those that its identity may use, and all of its accounts.
public struct SessionSight: Sendable {
  public var identity: ID<UserIdentity>?
  public var accounts: [ID<ConnectedAccount>]
  public init(identity: ID<UserIdentity>?, accounts: [ID<ConnectedAccount>]) {
    self.identity = identity
    self.accounts = accounts
  }
}

extension Connection {
  public func sight(of session: ClientSessionRecord) throws -> SessionSight {
    SessionSight(identity: session.userIdentityID, accounts: try accounts(seenBy: session))
  }

  /// The accounts that a session was let see, that were connected through its webviews, or that belong to its customer
  /// (`docs/public-api.md`).
  public func accounts(seenBy session: ClientSessionRecord) throws -> [ID<ConnectedAccount>] {
    if session.connectedAccountIDs.isEmpty, session.connectWebviewIDs.isEmpty, session.customerKey == nil { return [] }
    return try all(
      """
      SELECT a.connected_account_id FROM connected_accounts a WHERE a.workspace_id = ? AND (a.customer_key = ?
        OR a.connected_account_id IN (SELECT value FROM json_each(?))
        OR a.connected_account_id IN (SELECT w.connected_account_id FROM connect_webviews w
          WHERE w.workspace_id = a.workspace_id AND w.connect_webview_id IN (SELECT value FROM json_each(?))))
      ORDER BY a.sequence
      """, session.workspaceID, session.customerKey, text(session.connectedAccountIDs), text(session.connectWebviewIDs)
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// How many devices some accounts have.
  public func deviceCount(of accounts: [ID<ConnectedAccount>], in workspace: ID<Workspace>) throws -> Int {
    if accounts.isEmpty { return 0 }
    return try first(
      """
      SELECT COUNT(*) FROM acs_entrances e
      JOIN acs_systems s ON s.workspace_id = e.workspace_id AND s.acs_system_id = e.acs_system_id
      WHERE e.workspace_id = ? AND s.connected_account_id IN (SELECT value FROM json_each(?))
      """, workspace, text(accounts)
    ) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }
}
