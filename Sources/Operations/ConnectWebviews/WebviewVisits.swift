package import API
package import Core
import Crypto
import Engine
import Store
import Wire

/// A visitor's view of a connect webview.
package struct WebviewVisit: Sendable {
  package var pane: ConnectPane
  /// The name of the provider, for messages.
  package var providerName: String
  /// The token that forms must send back, so that no other site can forge them. Bound to the webview's own token.
  package var formToken: String
  /// The workspace's customization of the page.
  package var customization: WebviewCustomization
  /// The URL to redirect the visitor to now.
  package var goesTo: String?
  /// Opens the page in its own window, once.
  package var ticket: String?
}

/// The steps of connect webviews, independent of their web pages.
package struct WebviewVisits: Sendable {
  /// The form did not come from this server.
  package struct ForeignForm: Error {}

  /// The visitor's browser does not send back the secret that identifies it.
  package struct UnknownBrowser: Error {
    /// For a form that opens the page again.
    package var formToken: String
  }

  /// The webview was deleted during the visit.
  struct Gone: Error {}

  /// The webview has changed in the meantime, for example in another tab.
  struct Overtaken: Error {
    /// The current state.
    var webview: ConnectWebviewRecord
  }

  let platform: Platform
  /// The visitor.
  private(set) var visitor = BrowserVisitor()

  var gateway: any AccountGateway { platform.gateway }

  init(platform: Platform) { self.platform = platform }

  /// The visits of one visitor.
  package func of(_ visitor: BrowserVisitor) -> WebviewVisits {
    var visits = self
    visits.visitor = visitor
    return visits
  }

  /// Creates the secret that identifies a browser that has none.
  package func newBrowser() -> String { platform.secrets.text() }

  /// The visitor's current view. Nil for an unknown ID and for a wrong token, so that a sender cannot distinguish them.
  ///
  /// - Parameter fault: why a sign-in at the provider's own page failed.
  /// - Throws: ``FailedProofs/Guessed``.
  package func visit(_ id: String, authToken: String, fault: SignInFault? = nil) async throws -> WebviewVisit? {
    guard let webview = try await webview(id, authToken) else { return nil }
    return try await visit(webview, signInFault: fault)
  }

  /// Whether a webview with this ID and token exists.
  ///
  /// - Throws: ``FailedProofs/Guessed``.
  package func isThere(_ id: String, authToken: String) async throws -> Bool {
    try await webview(id, authToken) != nil
  }

  /// Takes a step and returns the visitor's next view. A step that the pane does not offer changes nothing.
  ///
  /// - Throws: ``ForeignForm`` if the form token is wrong, ``UnknownBrowser``, ``FailedProofs/Guessed``.
  package func submit(
    _ id: String, authToken: String, formToken: String, step: ConnectStep
  ) async throws -> WebviewVisit? {
    guard let webview = try await webview(id, authToken) else { return nil }
    let expected = self.formToken(of: webview)
    guard areEqualInConstantTime(formToken, expected) else { throw ForeignForm() }
    if webview.isExpired(at: platform.clocks.now(in: webview.workspaceID)) { return try await visit(webview) }
    do {
      if case .open = step { return try await open(webview) }
      guard visitor.browser != nil else { throw UnknownBrowser(formToken: expected) }
      if case .leave = step { return try await leave(webview) }
      return try await take(step, webview)
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
      pane: try await pane(of: webview, in: workspace, signInFault, siteFault), providerName: platform.brand.name,
      formToken: formToken(of: webview), customization: workspace?.customization ?? WebviewCustomization())
  }

  func webview(_ id: String, _ authToken: String) async throws -> ConnectWebviewRecord? {
    if let webview = try await platform.database.read({ try $0.connectWebview(ID(id)) }),
      let token = platform.secrets.opened(webview.sealedToken, place: webview.tokenPlace),
      areEqualInConstantTime(String(decoding: token, as: UTF8.self), authToken)
    {
      return webview
    }
    try platform.failedProofs.refuse(.link, "\(id)/\(authToken)", from: visitor.sender)
    return nil
  }

  /// Derived from the webview's own token, which no other site knows, and does not reveal it.
  private func formToken(of webview: ConnectWebviewRecord) -> String {
    let token = platform.secrets.opened(webview.sealedToken, place: webview.tokenPlace) ?? []
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("connect webview form \(webview.id)".utf8), using: SymmetricKey(data: token))
    return encodedBase64(Array(code)).filter { $0.isLetter || $0.isNumber }
  }
}

extension Platform {
  /// The sign-in behind connect webviews.
  package var webviewVisits: WebviewVisits { WebviewVisits(platform: self) }
}
