import API
import Core
import Engine
import Store
import Wire

/// The panes of a visitor.
extension WebviewVisits {
  /// Whether this browser is the one that signed in. The panes after the sign-in are shown to no other
  /// browser, even if it has the link.
  func isTheirs(_ webview: ConnectWebviewRecord) -> Bool {
    guard let mark = visitor.mark(at: webview.id), let known = webview.progress.browserHash else { return false }
    return areEqualInConstantTime(mark, known)
  }

  /// The visitor's progress. A visitor in another browser than the one that signed in starts with the sign-in.
  func step(of webview: ConnectWebviewRecord) -> ConnectWebviewRecord.Step {
    switch webview.progress.step {
    case .sites, .confirmation: isTheirs(webview) ? webview.progress.step : .signIn
    case let step: step
    }
  }

  func pane(
    of webview: ConnectWebviewRecord, in workspace: WorkspaceRecord?, _ signInFault: SignInFault?,
    _ siteFault: SiteChoiceFault?
  ) async throws -> ConnectPane {
    if webview.isExpired(at: platform.clocks.now(in: webview.workspaceID)) { return .expired }
    let step = step(of: webview)
    if visitor.isFramed, ![.connected, .failed].contains(step) {
      return step == .introduction ? .opener(workspaceName: workspace?.partnerName ?? "") : .elsewhere
    }
    switch step {
    case .introduction: return .introduction(workspaceName: workspace?.partnerName ?? "")
    case .signIn:
      if let provider = provider(of: webview) { return .signIn(provider, fault: signInFault) }
      return .providers(providers(for: webview))
    case .sites, .confirmation: return try await sitesPane(webview, in: workspace, siteFault)
    case .connected:
      if webview.wishes.waitsForDeviceCreation, let people = try await firstReading(of: webview) {
        return .importing(people: people)
      }
      return .connected(redirect: redirect(webview.wishes.customRedirectURL, webview), goesOn: isTheirs(webview))
    case .failed:
      let reason = webview.progress.failure ?? Self.cancelled
      let address = webview.wishes.customRedirectFailureURL ?? webview.wishes.customRedirectURL
      return .failed(
        reason: reason,
        redirect: redirect(address, webview, [("error_code", reason), ("error_message", failureMessage(reason))]))
    }
  }

  /// The number of people imported from an account's sites. Nil once all sites are imported.
  private func firstReading(of webview: ConnectWebviewRecord) async throws -> Int? {
    guard let account = webview.progress.accountID else { return nil }
    let workspace = webview.workspaceID
    let (sites, syncs) = try await platform.database.read { connection in
      let sites = try connection.acsSystems(of: account, in: workspace).filter { !$0.isCredentialManager }
      return (sites, try connection.syncProgress(of: sites.map(\.id), in: workspace))
    }
    // Sites that cannot be read do not delay the visitor. The integrator sees their errors.
    let isUnderWay = sites.contains { $0.syncedAt == nil && $0.siteFault == nil && $0.fault == nil }
    guard isUnderWay else { return nil }
    return syncs.values.reduce(0) { $0 + $1.peopleWritten }
  }

  private func sitesPane(
    _ webview: ConnectWebviewRecord, in workspace: WorkspaceRecord?, _ fault: SiteChoiceFault?
  ) async throws -> ConnectPane {
    guard let provider = provider(of: webview), let access = access(of: webview) else {
      return .signIn(provider(of: webview) ?? AccountProvider(key: "", name: ""), fault: .tooOld)
    }
    let sites: [ConnectSite]
    do {
      sites = try await gateway.sites(of: access, at: provider.key, in: webview.workspaceID).map(ConnectSite.init)
    } catch .later(.unauthorized, _) {
      return .signIn(provider, fault: .tooOld)
    } catch {
      return .sites([], chosen: [], fault: .unreachable)
    }
    let chosen = Set(webview.progress.chosenSites)
    if webview.progress.step == .confirmation {
      let asking = ConnectConsent(
        workspaceName: workspace?.name ?? "", partnerName: workspace?.partnerName ?? "", providerName: provider.name,
        sites: sites.filter { chosen.contains($0.id) })
      return .confirmation(asking, fault: fault)
    }
    return .sites(sites, chosen: chosen, fault: fault)
  }

  /// The providers that the visitor can choose from.
  func providers(for webview: ConnectWebviewRecord) -> [AccountProvider] {
    gateway.providers(in: webview.workspaceID).filter { webview.wishes.acceptedProviders.contains($0.key) }
  }

  func provider(of webview: ConnectWebviewRecord) -> AccountProvider? {
    let offered = providers(for: webview)
    return offered.count == 1 ? offered[0] : offered.first { $0.key == webview.progress.provider }
  }

  func access(of webview: ConnectWebviewRecord) -> AdministratorAccess? {
    webview.progress.sealedAccess.flatMap { platform.secrets.opened($0, place: webview.accessPlace) }
      .flatMap(AdministratorAccess.init(bytes:))
  }

  /// The URL to which the visitor is redirected. A frame is not redirected, but the window that it opened is.
  private func redirect(
    _ address: String?, _ webview: ConnectWebviewRecord, _ more: [(String, String)] = []
  ) -> WebAddress? {
    guard !visitor.isFramed, let address = address.flatMap(WebAddress.init) else { return nil }
    return address.adding([("connect_webview_id", webview.id.text)] + more)
  }

  /// Why a webview failed.
  static let cancelled = "cancelled"
  static let foreignCustomer = "account_of_another_customer"

  func failureMessage(_ reason: String) -> String {
    switch reason {
    case Self.cancelled: "The visitor declined to connect an account"
    case Self.foreignCustomer: "The account belongs to another customer"
    default: "The account could not be connected"
    }
  }
}
