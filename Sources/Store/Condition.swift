import API
import Core
import Wire

/// How a site does, as far as is known.
package struct SiteCondition: Sendable {
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  /// Nil where nothing is wrong.
  package var fault: SiteFault.Kind?
  /// Of the account through which the site is reached.
  package var accountFault: String?
  /// Whether it has never been read as a whole.
  package var isBeingImported: Bool
}

extension Connection {
  /// How every site does.
  ///
  /// - Parameter workspace: whose sites; nil for those of all workspaces.
  package func siteConditions(in workspace: ID<Workspace>?) throws -> [SiteCondition] {
    var conditions = Conditions("s.external_id IS NOT NULL")
    conditions.add("s.workspace_id = ?", ifPresent: workspace)
    return try all(
      """
      SELECT s.workspace_id, s.acs_system_id, s.site_fault, a.fault, h.synced_at IS NULL FROM acs_systems s
      JOIN connected_accounts a ON a.workspace_id = s.workspace_id AND a.connected_account_id = s.connected_account_id
      LEFT JOIN acs_system_heartbeats h ON h.workspace_id = s.workspace_id AND h.acs_system_id = s.acs_system_id
      WHERE \(conditions.sql) ORDER BY s.workspace_id, s.acs_system_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return SiteCondition(
        workspaceID: columns.id(), acsSystemID: columns.id(),
        fault: columns.optionalText().flatMap(SiteFault.Kind.init(rawValue:)), accountFault: columns.optionalText(),
        isBeingImported: columns.flag())
    }
  }

  /// The accounts of which nothing is known yet, as they were never read.
  ///
  /// - Parameter workspace: whose accounts; nil for those of all workspaces.
  package func accountsBeingImported(in workspace: ID<Workspace>?) throws -> [ID<ConnectedAccount>] {
    var conditions = Conditions(
      """
      NOT EXISTS (SELECT 1 FROM acs_systems s
        WHERE s.workspace_id = a.workspace_id AND s.connected_account_id = a.connected_account_id)
      """)
    conditions.add("a.workspace_id = ?", ifPresent: workspace)
    return try all(
      """
      SELECT a.connected_account_id FROM connected_accounts a WHERE \(conditions.sql)
      ORDER BY a.workspace_id, a.connected_account_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// Whether the database can be read.
  package func answers() throws -> Bool { try number("SELECT 1") == 1 }

  /// For how many ACS users something is to be done by a moment of their workspace.
  package func dueUserCount(in workspace: ID<Workspace>, at now: Instant) throws -> Int {
    try number("SELECT COUNT(*) FROM timetable WHERE workspace_id = ? AND due_at <= ?", workspace, now)
  }

  /// Webhooks that are paused, and events that wait for webhooks, or were given up.
  ///
  /// - Parameter workspace: whose webhooks; nil for those of all workspaces.
  package func webhookCondition(in workspace: ID<Workspace>?) throws -> (paused: Int, waiting: Int, exhausted: Int) {
    func count(_ table: String, _ condition: String) throws -> Int {
      var conditions = Conditions(condition)
      conditions.add("workspace_id = ?", ifPresent: workspace)
      return try number("SELECT COUNT(*) FROM \(table) WHERE \(conditions.sql)", conditions.values)
    }
    return (
      try count("webhooks", "paused_at IS NOT NULL"), try count("webhook_deliveries", "due_at IS NOT NULL"),
      try count("webhook_deliveries", "due_at IS NULL")
    )
  }

  private func number(_ sql: String, _ values: any SQLValue...) throws -> Int { try number(sql, values) }

  private func number(_ sql: String, _ values: [any SQLValue]) throws -> Int {
    let found: [Int] = try all(sql, values) { row in
      var columns = row.columns
      return columns.integer()
    }
    return found.first ?? 0
  }
}
