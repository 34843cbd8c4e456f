import API
import Core
import Wire

/// How a site does, as far as is known.
public struct SiteCondition: Sendable {
  public var workspaceID: ID<Workspace>
  public var acsSystemID: ID<AcsSystem>
  /// Nil where nothing is wrong.
  public var fault: SiteFault.Kind?
  /// Of the account through which the site is reached.
  public var accountFault: String?
}

extension Connection {
  /// How every site of every workspace does.
  public func siteConditions() throws -> [SiteCondition] {
    try all(
      """
      SELECT s.workspace_id, s.acs_system_id, s.site_fault, a.fault FROM acs_systems s
      JOIN connected_accounts a ON a.workspace_id = s.workspace_id AND a.connected_account_id = s.connected_account_id
      WHERE s.external_id IS NOT NULL ORDER BY s.workspace_id, s.acs_system_id
      """
    ) { row in
      var columns = row.columns
      return SiteCondition(
        workspaceID: columns.id(), acsSystemID: columns.id(),
        fault: columns.optionalText().flatMap(SiteFault.Kind.init(rawValue:)), accountFault: columns.optionalText())
    }
  }

  /// For how many ACS users something is to be done by a moment of their workspace.
  public func dueUserCount(in workspace: ID<Workspace>, at now: Instant) throws -> Int {
    try number("SELECT COUNT(*) FROM timetable WHERE workspace_id = ? AND due_at <= ?", workspace, now)
  }

  /// Webhooks that are paused, and events that wait for webhooks, or were given up.
  public func webhookCondition() throws -> (paused: Int, waiting: Int, exhausted: Int) {
    (
      try number("SELECT COUNT(*) FROM webhooks WHERE paused_at IS NOT NULL"),
      try number("SELECT COUNT(*) FROM webhook_deliveries WHERE due_at IS NOT NULL"),
      try number("SELECT COUNT(*) FROM webhook_deliveries WHERE due_at IS NULL")
    )
  }

  private func number(_ sql: String, _ values: any SQLValue...) throws -> Int {
    let found: [Int] = try all(sql, values) { row in
      var columns = row.columns
      return columns.integer()
    }
    return found.first ?? 0
  }
}
