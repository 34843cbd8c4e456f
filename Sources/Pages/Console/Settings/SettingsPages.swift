import API
import HTTPTypes
import Wire

/// The settings of a workspace and of its sites.
enum SettingsPages: ConsoleSection {
  static let name = "settings"
  static let role = OperatorRole.administrator
  static let templates = ["settings/all": SettingsTemplates.all]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty else { return nil }
    guard let done = visit.query["done"].flatMap({ SettingsStep(rawValue: $0) }) else {
      return .page(try await page(visit))
    }
    return .page(try await page(visit, notices: [ConsoleNotice(.ok, done.done, undo: try await done.undo(visit))]))
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty, let step = visit.form.step.flatMap({ SettingsStep(rawValue: $0) }) else { return nil }
    guard try await step.isAsShown(visit) else {
      let author = try await step.author(visit) ?? "Somebody"
      let notice = ConsoleNotice(
        .warn, "\(author) changed these settings meanwhile.", "Nothing was changed now. Look again.")
      var page = try await page(visit, notices: [notice])
      page.status = .unprocessableContent
      return .page(page)
    }
    var faults = ConsoleFaults.none
    let before = try await step.before(visit)
    do {
      faults = try await step.run(visit)
    } catch let error as APIError where error.status == 400 {
      faults = ConsoleFaults(error)
    }
    guard faults.isEmpty else { return .page(try await page(visit, refused: step, faults, notices: [faults.notice])) }
    let marked = try await step.marked(before, visit)
    return .seeOther(
      visit.link(name, ["done": step.rawValue, "site": visit.form["site"], "before": marked]))
  }

  private static func page(
    _ visit: ConsoleVisit, refused: SettingsStep? = nil, _ faults: ConsoleFaults = .none,
    notices: [ConsoleNotice] = []
  ) async throws -> ConsolePage {
    func form(_ step: SettingsStep) -> SettingsForm {
      SettingsForm(visit: visit, isRefused: refused == step, faults: refused == step ? faults : .none)
    }
    var context: ConsoleContext = [
      "action": visit.link(name), "workspaceFields": form(.workspace).workspace, "looksFields": form(.looks).looks,
      "workspaceSeen": SettingsForm.seen(visit.workspace), "looksSeen": SettingsForm.seenLooks(visit.workspace),
      "isSuspended": visit.workspace.isSuspended, "suspend": suspend(visit).context,
      "resume": ConsoleForm(action: visit.link(name), step: SettingsStep.resume.rawValue, button: "End the suspension")
        .context, "site": false,
    ]
    if !visit.workspace.isSuspended, let site = chosenSite(visit) {
      let settings = try await settings(of: site, visit)
      context["site"] =
        [
          "siteID": site.id.text, "siteName": site.name, "siteFields": form(.grants).site(settings),
          "siteSeen": SettingsForm.seen(settings),
          "hasOthers": visit.sites.count > 1, "choices": choices(visit, site),
        ] as ConsoleContext
    }
    return ConsolePage(
      title: "Settings", template: "settings/all", context: context, notices: notices,
      status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  /// The site that the address or the form names, or else the first one.
  static func chosenSite(_ visit: ConsoleVisit) -> ConsoleSite? {
    (visit.form["site"] ?? visit.query["site"]).flatMap { visit.site(ID($0)) } ?? visit.sites.first
  }

  static func settings(of site: ConsoleSite, _ visit: ConsoleVisit) async throws -> SiteGrantSettings {
    var request = GrantSettingsOperations.Get()
    request.acsSystemID = site.id
    return try await visit.call(request)
  }

  private static func choices(_ visit: ConsoleVisit, _ site: ConsoleSite) -> [ConsoleContext] {
    visit.sites.map { ConsoleChoice($0.id.text, $0.name, isChosen: $0.id == site.id).context }
  }

  private static func suspend(_ visit: ConsoleVisit) -> ConsoleSheet {
    ConsoleSheet(
      id: "suspend", title: "Suspend “\(visit.workspace.name)”?", action: visit.link(name),
      step: SettingsStep.suspend.rawValue, button: "Suspend now", cancel: "Keep it running", isDanger: true,
      consequences: [
        (.x, "Programs and operators can no longer read or change people, doors and stays."),
        (.check, "Access at doors does not change. Stays end at their times."),
        (.info, "You can end the suspension here."),
      ])
  }
}

/// A form of the page.
enum SettingsStep: String {
  case workspace, looks, suspend, resume, grants

  /// What is said once it is done.
  var done: String {
    switch self {
    case .workspace: "The workspace is changed."
    case .looks: "The page for connecting accounts is changed."
    case .suspend: "The workspace is suspended."
    case .resume: "The suspension has ended."
    case .grants: "The settings of the site are changed. They apply when a stay is created or changed."
    }
  }

  /// Whether the settings are as the form showed them.
  func isAsShown(_ visit: ConsoleVisit) async throws -> Bool {
    guard let shown = visit.form["seen"], let current = try await seen(visit.workspace, visit) else { return true }
    return shown == current
  }

  /// What a form of the current settings carries. Nil for a form that carries nothing.
  ///
  /// - Parameter workspace: the workspace as it is now.
  func seen(_ workspace: Workspace, _ visit: ConsoleVisit) async throws -> String? {
    switch self {
    case .workspace: return SettingsForm.seen(workspace)
    case .looks: return SettingsForm.seenLooks(workspace)
    case .grants:
      guard let site = SettingsPages.chosenSite(visit) else { return nil }
      return SettingsForm.seen(try await SettingsPages.settings(of: site, visit))
    case .suspend, .resume: return nil
    }
  }

  /// Who changed the settings of the form last. Nil if that is unknown.
  func author(_ visit: ConsoleVisit) async throws -> String? {
    let workspace = visit.workspace.workspaceID.text
    switch self {
    case .workspace:
      return try await visit.author(
        ofChange: workspace, of: ["name", "connect_partner_name", "takes_publishable_keys"])
    case .looks: return try await visit.author(ofChange: workspace, of: ["customization"])
    case .grants:
      guard let site = SettingsPages.chosenSite(visit) else { return nil }
      return try await visit.author(
        ofChange: site.id.text, of: ["lead_hours", "pins_before_start", "support_phone", "support_email"])
    case .suspend, .resume: return nil
    }
  }

  /// Does what the form asks.
  ///
  /// - Returns: what is wrong with it.
  func run(_ visit: ConsoleVisit) async throws -> ConsoleFaults {
    let form = visit.form
    switch self {
    case .grants: return try await changeGrants(visit)
    case .workspace:
      var request = Workspaces.Update()
      request.name = form["name"]
      request.connectPartnerName = form["connect_partner_name"]
      request.isPublishableKeyAuthEnabled = form["is_publishable_key_auth_enabled"] == "on"
      _ = try await visit.call(request, ifUnchanged: visit.workspace.workspaceID.text)
    case .looks:
      var change = WebviewCustomizationChange()
      change.primaryButtonColor = optional(form["primary_button_color"])
      change.primaryButtonTextColor = optional(form["primary_button_text_color"])
      change.successMessage = optional(form["success_message"])
      var request = Workspaces.Update()
      request.connectWebviewCustomization = change
      _ = try await visit.call(request, ifUnchanged: visit.workspace.workspaceID.text)
    case .suspend, .resume:
      var request = Workspaces.Update()
      request.isSuspended = self == .suspend
      _ = try await visit.call(request, ifUnchanged: visit.workspace.workspaceID.text)
    }
    return .none
  }

  private func changeGrants(_ visit: ConsoleVisit) async throws -> ConsoleFaults {
    var faults = ConsoleFaults.none
    guard let site = visit.form["site"].flatMap({ visit.site(ID($0)) }) else {
      faults.add("site", "The site is no longer there.")
      return faults
    }
    guard let hours = visit.form["lead_hours"].flatMap({ Int($0) }) else {
      faults.add("lead_hours", "Enter a whole number of hours.")
      return faults
    }
    var request = GrantSettingsOperations.Update()
    request.acsSystemID = site.id
    request.leadHours = hours
    request.pinsBeforeStart = visit.form["pins_before_start"] == "on"
    request.supportPhone = optional(visit.form["support_phone"])
    request.supportEmail = optional(visit.form["support_email"])
    _ = try await visit.call(request, ifUnchanged: site.id.text)
    return faults
  }
}

/// A field that may be empty.
private func optional(_ text: String?) -> Change<String> {
  guard let text, !text.isEmpty else { return .clear }
  return .set(text)
}
