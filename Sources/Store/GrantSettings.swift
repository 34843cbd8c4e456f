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
    let found = try all(
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
}
