import API
import Core
import Crypto
import Engine
import Store
import Wire

/// A visitor's look at a connect webview.
public struct WebviewVisit: Sendable {
  public var pane: ConnectPane
  /// What a form has to send back, so that no other site can send it. Bound to the webview's own token.
  public var formToken: String
  /// How the workspace wants the page to look, and what it says at the end.
  public var customization: WebviewCustomization
  /// Where the visitor goes now, away from the page.
  public var goesTo: String?
}

/// The sign-in behind connect webviews, step by step. Knows no page.
public struct WebviewVisits: Sendable {
  /// A form was sent that this server did not make.
  public struct ForeignForm: Error {}

  /// The webview was deleted while the visitor was at it.
  struct Gone: Error {}

  /// Somebody has gone on with the webview meanwhile, as in another tab.
  struct Overtaken: Error {
    /// As it stands now.
    var webview: ConnectWebviewRecord
  }

  let platform: Platform

  var gateway: any AccountGateway { platform.gateway }

  /// Where the visitor stands. Nil for an unknown id and for a wrong token, so that nobody learns which.
  ///
  /// - Parameter fault: why a sign-in at the provider's own page came to nothing.
  public func visit(_ id: String, authToken: String, fault: SignInFault? = nil) async throws -> WebviewVisit? {
    guard let webview = try await webview(id, authToken) else { return nil }
    return try await visit(webview, signInFault: fault)
  }

  /// Whether there is a webview with this id and token.
  public func isThere(_ id: String, authToken: String) async throws -> Bool {
    try await webview(id, authToken) != nil
  }

  /// Takes a step and says where the visitor stands then. A step that the pane does not offer changes nothing.
  ///
  /// - Parameters:
  ///   - sender: where the form comes from.
  ///   - endpoint: the address under which the visitor reaches the server.
  /// - Throws: ``ForeignForm`` where the form token is not the webview's.
  public func submit(
    _ id: String, authToken: String, formToken: String, step: ConnectStep, from sender: IPAddress?, endpoint: String
  ) async throws -> WebviewVisit? {
    guard let webview = try await webview(id, authToken) else { return nil }
    guard areEqualInConstantTime(formToken, self.formToken(of: webview)) else { throw ForeignForm() }
    if webview.isExpired(at: platform.clocks.now(in: webview.workspaceID)) { return try await visit(webview) }
    do {
      if case .leave = step { return try await leave(webview, endpoint) }
      return try await take(step, webview, from: sender)
    } catch let overtaken as Overtaken {
      return try await visit(overtaken.webview)
    } catch is Gone {
      return nil
    }
  }

  func visit(
    _ webview: ConnectWebviewRecord, signInFault: SignInFault? = nil, siteFault: SiteChoiceFault? = nil
  ) async throws -> WebviewVisit {
    let workspace = try await platform.database.read { try $0.workspace(webview.workspaceID) }
    return WebviewVisit(
      pane: try await pane(of: webview, in: workspace, signInFault, siteFault), formToken: formToken(of: webview),
      customization: workspace?.customization ?? WebviewCustomization())
  }

  private func webview(_ id: String, _ authToken: String) async throws -> ConnectWebviewRecord? {
    guard let webview = try await platform.database.read({ try $0.connectWebview(ID(id)) }),
      let token = platform.secrets.opened(webview.sealedToken, place: webview.tokenPlace),
      areEqualInConstantTime(String(decoding: token, as: UTF8.self), authToken)
    else { return nil }
    return webview
  }

  /// Follows from the webview's own token, which no other site knows, and tells nothing of it.
  private func formToken(of webview: ConnectWebviewRecord) -> String {
    let token = platform.secrets.opened(webview.sealedToken, place: webview.tokenPlace) ?? []
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("connect webview form \(webview.id)".utf8), using: SymmetricKey(data: token))
    return encodedBase64(Array(code)).filter { $0.isLetter || $0.isNumber }
  }

  private func pane(
    of webview: ConnectWebviewRecord, in workspace: WorkspaceRecord?, _ signInFault: SignInFault?,
    _ siteFault: SiteChoiceFault?
  ) async throws -> ConnectPane {
    if webview.isExpired(at: platform.clocks.now(in: webview.workspaceID)) { return .expired }
    switch webview.progress.step {
    case .introduction: return .introduction(workspaceName: workspace?.partnerName ?? "")
    case .signIn:
      if let provider = provider(of: webview) { return .signIn(provider, fault: signInFault) }
      return .providers(providers(for: webview))
    case .sites, .confirmation: return try await sitesPane(webview, siteFault)
    case .connected:
      if webview.wishes.waitsForDeviceCreation, let people = try await firstReading(of: webview) {
        return .importing(people: people)
      }
      return .connected(redirect: redirect(webview.wishes.customRedirectURL, webview))
    case .failed:
      let reason = webview.progress.failure ?? Self.cancelled
      let address = webview.wishes.customRedirectFailureURL ?? webview.wishes.customRedirectURL
      return .failed(
        reason: reason,
        redirect: redirect(address, webview, [("error_code", reason), ("error_message", failureMessage(reason))]))
    }
  }

  /// How many people have been read of an account's sites; nil once each has been read as a whole.
  private func firstReading(of webview: ConnectWebviewRecord) async throws -> Int? {
    guard let account = webview.progress.accountID else { return nil }
    let systems = try await platform.database.read { try $0.acsSystems(of: account, in: webview.workspaceID) }
    let sites = systems.filter { !$0.isCredentialManager }
    // A site that cannot be read is for the integrator to see, and nothing to wait for.
    let isUnderWay = sites.contains { $0.syncedAt == nil && $0.siteFault == nil && $0.fault == nil }
    guard isUnderWay else { return nil }
    return sites.reduce(0) { $0 + (platform.reconciler.syncProgress(of: $1.id)?.peopleWritten ?? 0) }
  }

  private func sitesPane(_ webview: ConnectWebviewRecord, _ fault: SiteChoiceFault?) async throws -> ConnectPane {
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
      return .confirmation(sites.filter { chosen.contains($0.id) }, fault: fault)
    }
    return .sites(sites, chosen: chosen, fault: fault)
  }

  /// The providers among which the visitor may choose.
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

  private func redirect(
    _ address: String?, _ webview: ConnectWebviewRecord, _ more: [(String, String)] = []
  ) -> String? {
    address.map { address in
      let query = ([("connect_webview_id", webview.id.text)] + more)
        .map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
      return address + (address.contains("?") ? "&" : "?") + query
    }
  }

  /// Why a webview has failed.
  static let cancelled = "cancelled"
  static let foreignCustomer = "account_of_another_customer"

  func failureMessage(_ reason: String) -> String {
    switch reason {
    case Self.cancelled: "The visitor did not want to connect an account"
    case Self.foreignCustomer: "The account belongs to another customer"
    default: "The account could not be connected"
    }
  }
}

extension Platform {
  /// The sign-in behind connect webviews.
  public var webviewVisits: WebviewVisits { WebviewVisits(platform: self) }
}
