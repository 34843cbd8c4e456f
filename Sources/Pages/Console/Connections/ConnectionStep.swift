import API
import HTTPTypes
import Wire

/// A form of the pages.
enum ConnectionStep: String {
  case connect, sync, disconnect, accept
  case beginActivation = "begin_activation"
  case activate

  /// What is said once it is done.
  var done: String {
    switch self {
    case .connect: "The account is connected."
    case .sync: "The sites were read."
    case .disconnect: "The account is disconnected."
    case .accept: "The site was read, and what it no longer has was deleted here."
    case .beginActivation: "A PIN was sent by e-mail to the user of this integration. Type it below."
    case .activate: "The IQ is active. Remote unlocks use one-time codes."
    }
  }

  /// Does what a form of the list asks.
  func run(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    switch self {
    case .connect:
      var create = ConnectWebviews.Create()
      let list = visit.link(ConnectionPages.name)
      let after = visit.mark.marked("\(list)?done=\(rawValue)")
      create.customRedirectURL = visit.publicAddress.map { "\($0)\(after)" }
      create.customRedirectFailureURL = visit.publicAddress.map { "\($0)\(list)" }
      let webview = try await visit.call(create)
      return .page(try await ConnectionList(visit).page(connectAddress: webview.url))
    case .sync:
      var request = ConnectedAccounts.Sync()
      request.connectedAccountID = ID(visit.form["account"] ?? "")
      _ = try await visit.call(request)
      return .seeOther(visit.link(ConnectionPages.name, ["done": rawValue]))
    case .disconnect: return try await disconnect(visit)
    case .accept, .beginActivation, .activate: return nil
    }
  }

  /// Does what a form of a site's page asks.
  func run(_ visit: ConsoleVisit, at site: ID<AcsSystem>) async throws -> ConsoleAnswer? {
    do {
      switch self {
      case .sync:
        var system = AcsSystems.Get()
        system.acsSystemID = site
        var request = ConnectedAccounts.Sync()
        request.connectedAccountID = try await visit.call(system).connectedAccountID
        _ = try await visit.call(request)
      case .accept:
        if let outdated = try await outdated(visit, at: site) { return .page(outdated) }
        var request = SiteSyncs.AcceptDisappearance()
        request.acsSystemID = site
        _ = try await visit.call(request)
      case .beginActivation:
        var request = IQs.BeginActivation()
        request.acsSystemID = site
        request.iqID = ID(visit.form["iq"] ?? "")
        _ = try await visit.call(request)
      case .activate:
        var request = IQs.Activate()
        request.acsSystemID = site
        request.iqID = ID(visit.form["iq"] ?? "")
        request.pin = visit.form.filled("pin") ?? ""
        _ = try await visit.call(request)
      case .connect, .disconnect: return nil
      }
    } catch let error as APIError where error.status == 400 || error.type == APIError.providerUnavailable.type {
      let notice = ConsoleNotice(.bad, "Nothing was changed.", words(of: error, visit))
      let page = try await SitePage(visit, site).page(notices: [notice], status: .unprocessableContent)
      return page.map { ConsoleAnswer.page($0) }
    }
    return .seeOther(visit.link("\(ConnectionPages.name)/\(site.text)", ["done": rawValue]))
  }

  /// The page as it is now, if something else is missing than the form said. Nil if that is still so.
  private func outdated(_ visit: ConsoleVisit, at site: ID<AcsSystem>) async throws -> ConsolePage? {
    var get = AcsSystems.Get()
    get.acsSystemID = site
    guard let seen = visit.form["seen"], try await visit.call(get).shrinkage != seen else { return nil }
    let notice = ConsoleNotice(
      .warn, "What is missing at the site has changed meanwhile.", "Nothing was changed now. Look again.")
    return try await SitePage(visit, site).page(notices: [notice], status: .unprocessableContent)
  }

  /// Deletes an account once its name was typed.
  private func disconnect(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    var get = ConnectedAccounts.Get()
    get.connectedAccountID = ID(visit.form["account"] ?? "")
    let account = try await visit.call(get)
    let removal = AccountRemoval(account, visit)
    guard visit.form.filled(removal.field) == removal.typedName else {
      var faults = ConsoleFaults.none
      faults.add(removal.field, "Type “\(removal.typedName)”.")
      let all = try await visit.call(AcsSystems.List())
      let systems = all.filter { $0.connectedAccountID == account.connectedAccountID }
      let sheet = removal.sheet(systems, doors: nil, faults: faults)
      return .page(.asking(sheet, faults: faults, back: visit.link(ConnectionPages.name)))
    }
    var request = ConnectedAccounts.Delete()
    request.connectedAccountID = account.connectedAccountID
    _ = try await visit.call(request)
    return .seeOther(visit.link(ConnectionPages.name, ["done": rawValue]))
  }

  /// Why a change at a site was refused.
  private func words(of error: APIError, _ visit: ConsoleVisit) -> String {
    if error.type == APIError.providerUnavailable.type { return "\(visit.brand) cannot be reached. Retry in a moment." }
    return ConnectionWords.refusal(error)
  }
}
