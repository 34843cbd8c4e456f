package import API
import Core
package import Wire

/// The settings of a site for access grants.
package struct GrantSettings: Hashable, Sendable {
  /// How long before the start of a grant the site gets its group, and the invitation of a mobile key.
  package var lead: Duration
  /// Whether a PIN is made at booking, while its user is not subscribed.
  package var pinsBeforeStart: Bool

  package init(lead: Duration, pinsBeforeStart: Bool) {
    self.lead = lead
    self.pinsBeforeStart = pinsBeforeStart
  }

  /// 48 hours.
  package static let standardLead = Duration.seconds(172_800)
}

extension Connection {
  /// The settings of a site. Without a setting, only sandboxes make PINs at booking.
  package func grantSettings(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> GrantSettings {
    try first(
      """
      SELECT s.grant_lead_seconds, COALESCE(s.pins_before_start, w.is_sandbox)
      FROM acs_systems s JOIN workspaces w ON w.workspace_id = s.workspace_id
      WHERE s.workspace_id = ? AND s.acs_system_id = ?
      """, workspace, system
    ) { row in
      var columns = row.columns
      let lead = columns.optionalInteger64().map { Duration.seconds($0) }
      return GrantSettings(lead: lead ?? GrantSettings.standardLead, pinsBeforeStart: columns.flag())
    } ?? GrantSettings(lead: GrantSettings.standardLead, pinsBeforeStart: false)
  }
}

extension Transaction {
  package func save(_ settings: GrantSettings, of system: ID<AcsSystem>) throws {
    try run(
      "UPDATE acs_systems SET grant_lead_seconds = ?, pins_before_start = ? WHERE workspace_id = ? AND acs_system_id = ?",
      Int(settings.lead.components.seconds), settings.pinsBeforeStart, workspaceID, system)
  }
}
