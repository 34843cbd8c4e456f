import API
import Wire

/// The way back after a form of the settings, which sets the former values again.
extension SettingsStep {
  /// The fields of the form with the current values, as a query. Nil for a form whose page has the way back.
  func before(_ visit: ConsoleVisit) async throws -> String? {
    let workspace = visit.workspace
    switch self {
    case .workspace:
      return Self.text([
        ("name", workspace.name), ("connect_partner_name", workspace.connectPartnerName.optional),
        ("is_publishable_key_auth_enabled", workspace.isPublishableKeyAuthEnabled ? "on" : nil),
      ])
    case .looks:
      let looks = workspace.customization
      return Self.text([
        ("primary_button_color", looks.primaryButtonColor),
        ("primary_button_text_color", looks.primaryButtonTextColor), ("success_message", looks.successMessage),
      ])
    case .grants:
      guard let site = SettingsPages.chosenSite(visit) else { return nil }
      let settings = try await SettingsPages.settings(of: site, visit)
      return Self.text([
        ("site", site.id.text), ("lead_hours", String(settings.leadHours)),
        ("pins_before_start", settings.pinsBeforeStart ? "on" : nil),
        ("support_phone", settings.supportPhone.optional), ("support_email", settings.supportEmail.optional),
      ])
    case .suspend, .resume: return nil
    }
  }

  /// The former values with the session's mark, for an address. Nil for a form whose page has the way back.
  func marked(_ before: String?, _ visit: ConsoleVisit) async throws -> String? {
    guard let before, let after = try await seen(visit.call(Workspaces.Get()), visit) else { return nil }
    return visit.mark.marked(before, about: subject(after, visit))
  }

  /// A form of one button that sets the former values again. Nil if the address has none that the session marked, or if
  /// somebody changed the settings since.
  func undo(_ visit: ConsoleVisit) async throws -> ConsoleForm? {
    guard let seen = try await seen(visit.workspace, visit),
      let text = visit.mark.text(of: visit.query["before"], about: subject(seen, visit))
    else { return nil }
    let before = FormFields(text)
    var values = before.names.map { (name: $0, value: before[$0] ?? "") }
    values.append((name: "seen", value: seen))
    return ConsoleForm(
      action: visit.link(SettingsPages.name), step: rawValue, button: "Back to the former settings", values: values)
  }

  /// What a mark is about.
  ///
  /// - Parameter after: the settings that the form has made, as a form carries them.
  private func subject(_ after: String, _ visit: ConsoleVisit) -> String {
    "\(visit.workspace.workspaceID) \(rawValue) \(after)"
  }

  private static func text(_ fields: [(name: String, value: String?)]) -> String {
    fields.compactMap { field in
      field.value.map { "\(percentEncoded(field.name))=\(percentEncoded($0))" }
    }.joined(separator: "&")
  }
}
