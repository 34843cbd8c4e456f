import API
import Operations
import Wire

/// The fields of a form of the settings: as they are, or as they were typed if the form was refused.
struct SettingsForm {
  let visit: ConsoleVisit
  let isRefused: Bool
  let faults: ConsoleFaults

  var workspace: [ConsoleContext] {
    let workspace = visit.workspace
    return [
      field("name", "Name", value: workspace.name, isRequired: true),
      field(
        "connect_partner_name", "Name on the page for connecting accounts",
        value: workspace.connectPartnerName.optional, isRequired: true),
      field(
        "is_publishable_key_auth_enabled", "Apps may start sessions with a publishable key", .checkbox,
        value: workspace.isPublishableKeyAuthEnabled ? "on" : nil),
    ]
  }

  var looks: [ConsoleContext] {
    let looks = visit.workspace.customization
    return [
      field("primary_button_color", "Color of the button", value: looks.primaryButtonColor, hint: "Such as #1f56c3."),
      field("primary_button_text_color", "Color of its text", value: looks.primaryButtonTextColor),
      field("success_message", "Message once an account is connected", value: looks.successMessage),
    ]
  }

  func site(_ settings: SiteGrantSettings) -> [ConsoleContext] {
    [
      field(
        "lead_hours", "Hours before a stay when the site gets it", .number, value: String(settings.leadHours),
        hint: "The group of doors is made then, and guests are invited to fetch a key on their phone.", isRequired: true
      ),
      field(
        "pins_before_start", "Make PINs when a stay is booked", .checkbox, value: settings.pinsBeforeStart ? "on" : nil,
        hint: "Otherwise a PIN is made once the person has a seat."),
      field("support_phone", "Phone number for guests", .tel, value: settings.supportPhone.optional),
      field("support_email", "E-mail address for guests", .email, value: settings.supportEmail.optional),
    ]
  }

  // MARK: What the forms carry, so that an outdated one overwrites nothing

  static func seen(_ workspace: Workspace) -> String {
    mark([workspace.name, workspace.connectPartnerName.optional, workspace.isPublishableKeyAuthEnabled ? "on" : nil])
  }

  static func seenLooks(_ workspace: Workspace) -> String {
    let looks = workspace.customization
    return mark([looks.primaryButtonColor, looks.primaryButtonTextColor, looks.successMessage])
  }

  static func seen(_ settings: SiteGrantSettings) -> String {
    mark([
      settings.acsSystemID.text, String(settings.leadHours), settings.pinsBeforeStart ? "on" : nil,
      settings.supportPhone.optional, settings.supportEmail.optional,
    ])
  }

  private static func mark(_ values: [String?]) -> String {
    sha256Text(values.map { $0 ?? "" }.joined(separator: "\n"))
  }

  private func field(
    _ name: String, _ label: String, _ kind: ConsoleField.Kind = .text, value: String?, hint: String? = nil,
    isRequired: Bool = false
  ) -> ConsoleContext {
    ConsoleField(
      name, label, kind, value: isRefused ? visit.form[name] : value, hint: hint, isRequired: isRequired,
      faults: faults, autocomplete: "off"
    ).context
  }
}
