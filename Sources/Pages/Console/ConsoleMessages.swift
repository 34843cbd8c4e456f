import API
import HTTPTypes
import Wire

/// The frame's own pages of a workspace: what is missing, refused or broken.
enum ConsoleMessages {
  static func notFound(_ visit: ConsoleVisit) -> ConsolePage {
    let audit: ConsoleContext = [
      "href": visit.link("audit", ["subject": visit.path.first]), "text": "Look in the audit log", "isPrimary": false,
    ]
    return message(
      visit, "Not found", "There is no such page", .search,
      [
        "What it was about may have been deleted, or it belongs to another workspace. You are in “\(visit.workspace.name)”."
      ], more: visit.may(.administrator) ? [audit] : [], status: .notFound)
  }

  static func notAllowed(_ visit: ConsoleVisit, least role: OperatorRole) async -> ConsolePage {
    let names = (try? await visit.call(Operators.ListAdministrators()))?.map(\.operatorName) ?? []
    let who = names.isEmpty ? "An administrator of the workspace" : StayWords.list(names)
    return message(
      visit, "Not allowed", "Your role does not allow this", .shield,
      [
        "You are signed in as \(visit.operatorName) with the role \(visit.role.title). This needs the role \(role.title).",
        "\(who) can change your role.",
      ], status: .forbidden)
  }

  static func unknownForm(_ visit: ConsoleVisit) -> ConsolePage {
    message(
      visit, "Not sent", "The form was not accepted", .warn,
      ["Nothing was changed. The page may be an old one. Open it and send the form again."], status: .badRequest)
  }

  /// The page for an error that a section does not catch.
  static func error(_ error: APIError, _ visit: ConsoleVisit, requestID: String) async -> ConsolePage {
    if error.status == 404 { return notFound(visit) }
    if error.type == "role_required" {
      let required = error.data["required_role"]?.text.flatMap { OperatorRole(rawValue: $0) }
      return await notAllowed(visit, least: required ?? .administrator)
    }
    if error.type == APIError.workspaceSuspended.type {
      return message(
        visit, "Suspended", "This workspace is suspended", .pause,
        ["Access at doors does not change. Administrators can end the suspension in the settings."], status: .forbidden)
    }
    let faults = ConsoleFaults.words(of: error)
    return message(
      visit, "Something went wrong", faults.heading, .warn, faults.texts + ["Request \(requestID)."],
      status: HTTPResponse.Status(code: error.status))
  }

  private static func message(
    _ visit: ConsoleVisit, _ title: String, _ heading: String, _ symbol: ConsoleIcon, _ texts: [String],
    more: [ConsoleContext] = [], status: HTTPResponse.Status
  ) -> ConsolePage {
    var links: [ConsoleContext] = []
    if let place = wayOn(visit) {
      links = [["href": visit.link(place), "text": "Go to \(ConsoleNavigation.title(place))", "isPrimary": true]]
    }
    return ConsolePage(
      title: title, template: "message",
      context: ["icon": icon(symbol), "heading": heading, "texts": texts, "links": links + more], status: status)
  }

  /// The section that a page leads on to. In a suspended workspace that is where the suspension ends: no list is shown.
  private static func wayOn(_ visit: ConsoleVisit) -> String? {
    guard visit.workspace.isSuspended else { return ConsoleNavigation.first(for: visit.role, in: visit.workspace) }
    return visit.may(SettingsPages.role) ? SettingsPages.name : nil
  }
}

extension ConsoleFaults {
  /// An error of the server, in words for operators.
  static func words(of error: APIError) -> (heading: String, texts: [String]) {
    let doors = "Doors keep working: they do not need this server to open."
    switch error.status {
    case 409 where error.type == "form_received_before":
      return ("The form was received already", ["\(error.message)."])
    case 429:
      let wait = error.retryAfter.map { "\($0) s" } ?? "a moment"
      return ("Too many requests", ["Nothing was changed. Wait \(wait), then load the page again."])
    case 503:
      let wait = error.retryAfter.map { "Wait \($0) s, then load the page again." }
      return ("The server cannot do this now", [wait ?? "\(error.message).", doors])
    case 500...: return ("This page could not be made", ["The fault is in the server’s log.", doors])
    default: return ("This was refused", ["\(error.message)."])
    }
  }
}
