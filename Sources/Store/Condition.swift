package import API
package import Core
package import Wire

/// The known health of a site.
package struct SiteCondition: Sendable {
  package var workspaceID: ID<Workspace>
  package var acsSystemID: ID<AcsSystem>
  /// Nil if there is no problem.
  package var fault: SiteFault.Kind?
  /// The problem of the site's account.
  package var accountFault: String?
  /// Whether it has never been synced completely.
  package var isBeingImported: Bool
}

extension Connection {
  /// The health of every site.
  ///
  /// - Parameter workspace: the workspace of the sites. Nil for all workspaces.
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

  /// The accounts that were never synced.
  ///
  /// - Parameter workspace: the workspace of the accounts. Nil for all workspaces.
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

  /// The number of ACS users that are due by the current time of their workspace.
  package func dueUserCount(in workspace: ID<Workspace>, at now: Instant) throws -> Int {
    try number("SELECT COUNT(*) FROM timetable WHERE workspace_id = ? AND due_at <= ?", workspace, now)
  }

  /// The numbers of paused webhooks, of waiting events and of failed events.
  ///
  /// - Parameter workspace: the workspace of the webhooks. Nil for all workspaces.
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
