import API
import Core
import Mustache
import Server

/// What a pane of a connect webview looks like: HTML, and whether the visitor's last step was not taken.
struct ConnectView {
  var title: String
  var fault: String?
  var content: String
  var script: String?
  var refresh: String?
  /// Whether the page is to be loaded anew in a moment.
  var reloads = false
  /// The workspace's own colours, as a style sheet after the page's.
  var colors: String?
  /// Where a form of the page may lead beside home.
  var leavesFor: String?

  init(_ visit: WebviewVisit) throws {
    let token = try Self.render(
      "<input type=\"hidden\" name=\"form_token\" value=\"{{token}}\">", ["token": visit.formToken])
    switch visit.pane {
    case .introduction(let workspace):
      title = "Connect your doors"
      content = try Self.render(ConnectTemplates.introduction, ["workspace": workspace, "token": token])
    case .providers(let providers):
      title = "Connect your doors"
      let list = providers.map { ["key": $0.key, "name": $0.name] }
      content = try Self.render(ConnectTemplates.providers, ["providers": list, "token": token])
    case .signIn(let provider, let signInFault):
      title = "Sign in to \(provider.name)"
      fault = signInFault.map(Self.words)
      content = try Self.render(
        ConnectTemplates.signIn,
        [
          "provider": provider.name, "token": token, "fault": signInFault != nil,
          "leaves": provider.signInOrigin != nil,
        ])
      leavesFor = provider.signInOrigin
    case .sites(let sites, let chosen, let siteFault):
      title = "Choose sites"
      fault = siteFault.map(Self.words)
      let list = sites.map { site -> [String: Any] in
        [
          "id": site.id, "name": site.name, "chosen": chosen.contains(site.id), "locked": !site.isReleased,
          "seats": "\(site.seatsUsed) of \(site.seats) seats taken",
        ]
      }
      content = try Self.render(
        ConnectTemplates.sites, ["sites": list, "token": token, "fault": siteFault != nil])
    case .confirmation(let sites, let siteFault):
      title = "Allow the connection?"
      fault = siteFault.map(Self.words)
      content = try Self.render(
        ConnectTemplates.confirmation, ["sites": sites.map { ["name": $0.name] }, "token": token])
    case .importing(let people):
      title = "Reading your sites"
      content = try Self.render(ConnectTemplates.importing, ["people": people])
      reloads = true
    case .connected(let redirect):
      self = try Self.ending(
        "Connected", visit.customization.successMessage ?? "Your sites are connected. You can close this page.",
        redirect, ConnectTemplates.toldOfSuccess)
    case .failed(_, let redirect):
      self = try Self.ending(
        "Not connected", "Nothing was connected. Whoever sent you here can send you another link.", redirect,
        ConnectTemplates.toldOfFailure)
    case .expired:
      self = try Self.ending(
        "This link is too old", "Whoever sent you here can send you another one.", nil, nil)
    }
    colors = Self.colors(visit.customization)
  }

  /// Colours are held to hexadecimal digits where they are set, so that they end no rule.
  private static func colors(_ customization: WebviewCustomization) -> String? {
    let rules = [
      customization.primaryButtonColor.map { "--accent:\($0)" },
      customization.primaryButtonTextColor.map { "--on:\($0)" },
    ].compactMap(\.self)
    return rules.isEmpty ? nil : ":root{\(rules.joined(separator: ";"))}"
  }

  private init(title: String, content: String, script: String?, refresh: String?) {
    self.title = title
    self.content = content
    self.script = script
    self.refresh = refresh
  }

  private static func ending(
    _ title: String, _ text: String, _ redirect: String?, _ script: String?
  ) throws -> ConnectView {
    let context: [String: Any] = redirect.map { ["text": text, "link": $0] } ?? ["text": text]
    return ConnectView(
      title: title, content: try render(ConnectTemplates.ending, context), script: script, refresh: redirect)
  }

  /// For whoever has no link, or a wrong one.
  static func unknown() throws -> ConnectView {
    try ending("There is nothing here", "The link is not whole, or it was taken back. Ask for another one.", nil, nil)
  }

  static func foreign() throws -> ConnectView {
    try ending("This form came from elsewhere", "Open the link that you were sent, and go on there.", nil, nil)
  }

  /// The whole page.
  func html() throws -> String {
    var context: [String: Any] = ["title": title, "content": content, "style": ConnectTemplates.style]
    if let fault { context["fault"] = fault }
    if let script { context["script"] = script }
    if let refresh { context["refresh"] = refresh }
    if reloads { context["reloads"] = true }
    if let colors { context["colors"] = colors }
    return try Self.render(ConnectTemplates.frame, context)
  }

  private static func render(_ template: String, _ context: [String: Any]) throws -> String {
    try MustacheTemplate(string: template).render(context)
  }

  private static func words(_ fault: SignInFault) -> String {
    switch fault {
    case .wrongPassword: "The e-mail address or the password is wrong."
    case .locked: "Too many tries. Wait a few minutes, then sign in again."
    case .unreachable: "Salto KS does not answer. Try again in a moment."
    case .notAccepted: "The sign-in at Salto KS was not finished. Try again."
    case .notAnAdministrator: "This account administers no site. Sign in as a site's administrator."
    case .tooOld: "The sign-in is too old. Sign in again."
    }
  }

  private static func words(_ fault: SiteChoiceFault) -> String {
    switch fault {
    case .noneChosen: "Choose at least one site."
    case .notAvailable: "A site that was chosen cannot be connected. Choose again."
    case .notAllowed: "This account may not add an administrator to one of the sites."
    case .unreachable: "Salto KS does not answer. Try again in a moment."
    }
  }
}
