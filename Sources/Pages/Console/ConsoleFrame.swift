import API
import HTTPTypes
import Hummingbird
import Operations
import Wire

/// Writes pages: within a workspace with the navigation around them, and alone without.
struct ConsoleFrame: Sendable {
  let theme: ConsoleTheme
  /// The ID of the request, for pages about errors.
  let requestID: String
  /// The keys of the forms.
  let formKeys: ConsoleFormKeys

  /// Loads only files of the console, and is never shown in a frame of another page. Browsers send its origin with forms.
  static let headers = HTTPFields.ofPage(policy: policy, referrer: "same-origin")
  private static let policy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].joined(separator: "; ")

  /// A page without navigation.
  func alone(
    _ template: String, title: String, _ context: ConsoleContext, notices: [ConsoleNotice] = [],
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let content = try ConsoleLibrary.render(template, context.merging(["formKey": formKeys]) { $1 })
    let whole = common(title, content, notices)
    return .page(try ConsoleLibrary.render("alone", whole), status, Self.headers)
  }

  /// A page of a workspace.
  func page(_ page: ConsolePage, _ visit: ConsoleVisit, _ place: ConsolePlace) throws -> Response {
    let frame: ConsoleContext = [
      "formToken": place.session.formToken, "formKey": formKeys, "workspaceID": visit.workspace.workspaceID.text,
      "isFrontDesk": visit.may(.frontDesk), "isAdministrator": visit.may(.administrator),
      "isSandbox": visit.workspace.isSandbox, "brand": visit.brand,
    ]
    let content = try ConsoleLibrary.render(page.template, page.context.merging(frame) { $1 })
    var whole = common(page.title, content, page.notices).merging(frame) { $1 }
    whole["liveAddress"] = shown(page.liveAddress)
    whole["refreshSeconds"] = shown(page.refreshSeconds)
    whole["refreshAddress"] = ConsoleAddress.refresh(of: place.back)
    whole.merge(layout(visit, place)) { $1 }
    return .page(try ConsoleLibrary.render("layout", whole), page.status, Self.headers)
  }

  private func common(_ title: String, _ content: String, _ notices: [ConsoleNotice]) -> ConsoleContext {
    [
      "title": title, "content": content, "notices": notices.map(\.context), "assets": ConsoleAssets.addresses,
      "theme": shown(theme.attribute),
    ]
  }

  private func layout(_ visit: ConsoleVisit, _ place: ConsolePlace) -> ConsoleContext {
    let times = visit.times()
    let workspaces = place.workspaces.map { workspace in
      [
        "name": workspace.name, "href": "\(ConsoleAddress.home)/\(percentEncoded(workspace.workspaceID.text))",
        "isCurrent": workspace.workspaceID == visit.workspace.workspaceID,
      ] as ConsoleContext
    }
    return [
      "workspaceName": visit.workspace.name, "workspaceKind": visit.workspace.isSandbox ? "Sandbox" : "Production",
      "workspaces": workspaces, "groups": ConsoleNavigation.context(visit), "find": visit.link(SearchPages.name),
      "place": times.place, "clock": clock(times), "operatorName": visit.operatorName,
      "initials": ConsoleParts.initials(visit.operatorName), "roleName": visit.role.title, "themes": theme.choices,
      "back": place.back, "ownSessions": visit.link("operators/\(OwnSessions.address)"),
    ]
  }

  /// The time of the first site, such as `Fri 27 Nov, 15:12`.
  private func clock(_ times: ConsoleTimes) -> ConsoleContext {
    var moment = times.day(times.now)
    moment["text"] = "\(moment["text"] ?? ""), \(times.time(times.now)["text"] ?? "")"
    return moment
  }
}

/// What the frame shows around a page of a workspace, besides the visit itself.
struct ConsolePlace: Sendable {
  let session: ConsoleSession
  /// The workspaces of the operator, by name.
  let workspaces: [Workspace]
  /// The address of the page, to return to.
  let back: String
}

extension OperatorRole {
  /// The role's name for people.
  var title: String {
    switch self {
    case .viewer: "Viewer"
    case .frontDesk: "Front desk"
    case .administrator: "Administrator"
    }
  }
}
