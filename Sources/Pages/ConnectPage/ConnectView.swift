import API
import Core
import Operations
import Wire

/// The view of a connect webview's pane: HTML, and whether the visitor's last step was rejected.
struct ConnectView {
  var title: String
  var fault: String?
  var content: String
  var script: String?
  var refresh: String?
  /// Whether the page reloads in a moment.
  var reloads = false
  /// The same for browsers without scripts.
  var reloadsWithoutScripts = false
  /// The workspace's own colors, as a style sheet after the page's.
  var looks: String?
  /// The additional target of the page's forms.
  var leavesFor: String?
  /// Whether another page may embed this one, since no click can grant anything.
  var mayBeFramed = false

  init(_ visit: WebviewVisit) throws {
    let token = try tokenField(visit.formToken)
    switch visit.pane {
    case .introduction(let workspace):
      title = "Connect your doors"
      content = try render(ConnectTemplates.introduction, ["workspace": workspace, "token": token])
      mayBeFramed = true
    case .opener(let workspace):
      title = "Connect your doors"
      content = try render(ConnectTemplates.opener, ["workspace": workspace, "token": token])
      script = ConnectTemplates.follows
      (mayBeFramed, reloadsWithoutScripts) = (true, true)
    case .elsewhere:
      title = "Continue in the other window"
      content = try render(ConnectTemplates.elsewhere, ["token": token])
      (mayBeFramed, reloads) = (true, true)
    case .providers(let providers):
      title = "Connect your doors"
      let list = providers.map { ["key": $0.key, "name": $0.name] }
      content = try render(ConnectTemplates.providers, ["providers": list, "token": token])
    case .signIn(let provider, let signInFault):
      title = "Sign in to \(provider.name)"
      fault = signInFault.map { Self.words($0, visit.providerName) }
      content = try render(
        ConnectTemplates.signIn,
        [
          "provider": provider.name, "token": token, "fault": signInFault != nil,
          "leaves": provider.signInOrigin != nil,
        ])
      leavesFor = provider.signInOrigin
    case .sites(let sites, let chosen, let siteFault):
      title = "Choose sites"
      fault = siteFault.map { Self.words($0, visit.providerName) }
      let list = sites.map { Self.choice($0, isChosen: chosen.contains($0.id)) }
      content = try render(
        ConnectTemplates.sites, ["sites": list, "token": token, "fault": siteFault != nil])
    case .confirmation(let consent, let siteFault):
      title = "Allow the connection?"
      fault = siteFault.map { Self.words($0, visit.providerName) }
      content = try Self.confirmation(consent, token)
    case .importing(let people):
      title = "Importing your sites"
      content = try render(ConnectTemplates.importing, ["people": people])
      (mayBeFramed, reloads) = (true, true)
    case .connected(let redirect, let goesOn):
      self = try Self.ending(
        "Connected", visit.customization.successMessage ?? "Your sites are connected. You can close this page.",
        redirect, ConnectTemplates.reportsSuccess)
      if goesOn { refresh = redirect?.text }
    case .failed(_, let redirect):
      self = try Self.ending(
        "Not connected", "No account was connected. Ask the sender of the link for another one.", redirect,
        ConnectTemplates.reportsFailure)
    case .expired:
      self = try Self.ending(
        "This link has expired", "Ask the sender of the link for another one.")
    }
    looks = PageLooks(visit.customization).sheet(on: ConnectTemplates.grounds)
  }

  private static func choice(_ site: ConnectSite, isChosen: Bool) -> [String: Any] {
    [
      "id": site.id, "name": site.name, "chosen": isChosen, "locked": !site.isReleased,
      "seats": "\(site.seatsUsed) of \(site.seats) seats taken",
    ]
  }

  private static func confirmation(_ consent: ConnectConsent, _ token: String) throws -> String {
    try render(
      ConnectTemplates.confirmation,
      [
        "partner": consent.partnerName, "workspace": consent.workspaceName, "provider": consent.providerName,
        "sites": consent.sites.map { ["name": $0.name] }, "token": token,
      ])
  }

  private init(title: String, content: String, script: String? = nil) {
    self.title = title
    self.content = content
    self.script = script
  }

  /// A page that ends the visit. It names the target of its link, since the webview's creator chose it.
  private static func ending(
    _ title: String, _ text: String, _ redirect: WebAddress? = nil, _ script: String? = nil
  ) throws -> ConnectView {
    var context: [String: Any] = ["text": text]
    if let redirect { context["redirect"] = ["link": redirect.text, "origin": redirect.origin] }
    var view = ConnectView(title: title, content: try render(ConnectTemplates.ending, context), script: script)
    view.mayBeFramed = true
    return view
  }

  /// The page for a missing or wrong link.
  static func unknown() throws -> ConnectView {
    try ending("Page not found", "The link is incomplete or was revoked. Ask the sender for another one.")
  }

  static func foreign() throws -> ConnectView {
    try ending("This form came from another site", "Open the link that you received and continue there.")
  }

  /// The page for a browser that returns from the provider without having left.
  static func anotherBrowser() throws -> ConnectView {
    try ending(
      "This sign-in was started in another browser",
      "Continue in the browser in which you opened the link, or open the link in this one and sign in again.")
  }

  /// The page for a browser that rejects cookies.
  static func cookieMissing(formToken: String) throws -> ConnectView {
    var view = ConnectView(
      title: "Cookies are required",
      content: try render(ConnectTemplates.cookieMissing, ["token": try tokenField(formToken)]))
    view.mayBeFramed = true
    return view
  }

  /// The page for a sender who tries too many links.
  static func guessed() throws -> ConnectView {
    try ending(
      "Too many attempts",
      "Too many wrong links were opened from your address. Wait a minute, then open your link again.")
  }

  /// The whole page.
  func html() throws -> String {
    var context: [String: Any] = ["title": title, "content": content, "style": ConnectTemplates.style]
    if let fault { context["fault"] = fault }
    if let script { context["script"] = script }
    if let refresh { context["refresh"] = refresh }
    if reloads { context["reloads"] = true }
    if reloadsWithoutScripts { context["reloadsWithoutScripts"] = true }
    if let looks { context["looks"] = looks }
    return try render(ConnectTemplates.frame, context)
  }

  private static func words(_ fault: SignInFault, _ provider: String) -> String {
    switch fault {
    case .wrongPassword: "The e-mail address or password is wrong."
    case .locked: "Too many attempts. Wait a few minutes, then sign in again."
    case .unreachable: "\(provider) does not respond. Try again in a moment."
    case .notAccepted: "The sign-in at \(provider) was not completed. Try again."
    case .notAnAdministrator: "This account is not an administrator of any site. Sign in as a site's administrator."
    case .inAnotherBrowser: "Someone is signed in on this page in another browser and can cancel there."
    case .tooOld: "The sign-in has expired. Sign in again."
    }
  }

  private static func words(_ fault: SiteChoiceFault, _ provider: String) -> String {
    switch fault {
    case .noneChosen: "Choose at least one site."
    case .notAvailable: "A chosen site cannot be connected. Choose again."
    case .notAllowed: "This account is not allowed to add an administrator to one of the sites."
    case .unreachable: "\(provider) does not respond. Try again in a moment."
    }
  }
}
