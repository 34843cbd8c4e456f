package import API
import Core
package import Wire

/// The settings of a site for access grants.
package struct GrantSettings: Hashable, Sendable {
  /// How long before the start of a grant the site gets its group, and the invitation of a mobile key.
  package var lead: Duration
  /// Whether a PIN is made at booking, while its user is not subscribed.
  package var pinsBeforeStart: Bool
  /// Whom the guests of the site ask.
  package var support = GuestSupport()

  package init(lead: Duration, pinsBeforeStart: Bool) {
    self.lead = lead
    self.pinsBeforeStart = pinsBeforeStart
  }

  /// 48 hours.
  package static let standardLead = Duration.seconds(172_800)
}

/// Whom the guests of a site ask for help.
package struct GuestSupport: Hashable, Sendable {
  package var phone: String?
  package var email: String?
  package init(phone: String? = nil, email: String? = nil) {
    self.phone = phone
    self.email = email
  }
}

extension Connection {
  /// The settings of a site. Without a setting, only sandboxes make PINs at booking.
  package func grantSettings(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> GrantSettings {
    try grantSettings(of: [system], in: workspace)[system]
      ?? GrantSettings(lead: GrantSettings.standardLead, pinsBeforeStart: false)
  }

  /// The settings of sites. An unknown site is absent.
  package func grantSettings(
    of systems: [ID<AcsSystem>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsSystem>: GrantSettings] {
    var conditions = Conditions("s.workspace_id = ?", workspace)
    conditions.among(systems, column: "s.acs_system_id")
    let found = try allKept(
      """
      SELECT s.acs_system_id, s.grant_lead_seconds, COALESCE(s.pins_before_start, w.is_sandbox), s.support_phone,
        s.support_email
      FROM acs_systems s JOIN workspaces w ON w.workspace_id = s.workspace_id WHERE \(conditions.sql)
      """, conditions.values
    ) { row in
      var columns = row.columns
      let id = columns.id(AcsSystem.self)
      let lead = columns.optionalInteger64().map { Duration.seconds($0) }
      var settings = GrantSettings(lead: lead ?? GrantSettings.standardLead, pinsBeforeStart: columns.flag())
      settings.support = GuestSupport(phone: columns.optionalText(), email: columns.optionalText())
      return (id, settings)
    }
    return Dictionary(found) { first, _ in first }
  }
}

extension Transaction {
  package func save(_ settings: GrantSettings, of system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE acs_systems SET grant_lead_seconds = ?, pins_before_start = ?, support_phone = ?, support_email = ?
      WHERE workspace_id = ? AND acs_system_id = ?
      """, Int(settings.lead.components.seconds), settings.pinsBeforeStart, settings.support.phone,
      settings.support.email, workspaceID, system)
  }

  /// Adapts the grants of a site that have not started to its settings.
  package func follow(_ settings: GrantSettings, of system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE grant_groups SET leads_at = starts_at - ?, version = version + 1
      WHERE workspace_id = ? AND acs_system_id = ? AND is_deleted = 0 AND starts_at > ?
      """, Int(settings.lead.components.seconds) * 1_000_000, workspaceID, system, now)
    try run(
      """
      INSERT INTO grant_group_timetable (workspace_id, grant_group_id, acs_system_id, due_at)
      SELECT workspace_id, grant_group_id, acs_system_id, ? FROM grant_groups
        WHERE workspace_id = ? AND acs_system_id = ? AND is_deleted = 0 AND starts_at > ?
      ON CONFLICT (workspace_id, grant_group_id) DO UPDATE SET due_at = excluded.due_at
      """, now, workspaceID, system, now)
    try run(
      """
      INSERT INTO timetable (workspace_id, acs_user_id, acs_system_id, due_at)
      SELECT workspace_id, acs_user_id, acs_system_id, ? FROM acs_users
        WHERE workspace_id = ? AND acs_system_id = ? AND follows_grants = 1
      ON CONFLICT (workspace_id, acs_user_id) DO UPDATE SET due_at = excluded.due_at
      """, now, workspaceID, system)
  }
}
