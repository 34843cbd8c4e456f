import API
import Core
import Crypto
import Engine
import Store
import Wire

/// A visitor's look at a connect webview.
package struct WebviewVisit: Sendable {
  package var pane: ConnectPane
  /// What a form has to send back, so that no other site can send it. Bound to the webview's own token.
  package var formToken: String
  /// How the workspace wants the page to look, and what it says at the end.
  package var customization: WebviewCustomization
  /// Where the visitor goes now, away from the page.
  package var goesTo: String?
  /// Opens the page in a window of its own, once.
  package var ticket: String?
}

/// The sign-in behind connect webviews, step by step. Knows no page.
package struct WebviewVisits: Sendable {
  /// A form was sent that this server did not make.
  package struct ForeignForm: Error {}

  /// The visitor's browser does not send back its cookie, without which nobody knows it again.
  package struct NoCookie: Error {
    /// For a form that opens the page anew.
    package var formToken: String
  }

  /// Somebody guesses at links and codes.
  package struct Guessed: Error {}

  /// The webview was deleted while the visitor was at it.
  struct Gone: Error {}

  /// Somebody has gone on with the webview meanwhile, as in another tab.
  struct Overtaken: Error {
    /// As it stands now.
    var webview: ConnectWebviewRecord
  }

  let platform: Platform
  /// Who is there.
  private(set) var visitor = WebviewVisitor()

  var gateway: any AccountGateway { platform.gateway }

  init(platform: Platform) { self.platform = platform }

  /// The visits of one visitor.
  package func of(_ visitor: WebviewVisitor) -> WebviewVisits {
    var visits = self
    visits.visitor = visitor
    return visits
  }

  /// The secret of a cookie for a browser that has none.
  package func newBrowser() -> String { platform.secrets.text() }

  /// Where the visitor stands. Nil for an unknown id and for a wrong token, so that nobody learns which.
  ///
  /// - Parameter fault: why a sign-in at the provider's own page came to nothing.
  /// - Throws: ``Guessed``.
  package func visit(_ id: String, authToken: String, fault: SignInFault? = nil) async throws -> WebviewVisit? {
    guard let webview = try await webview(id, authToken) else { return nil }
    return try await visit(webview, signInFault: fault)
  }

  /// Whether there is a webview with this id and token.
  ///
  /// - Throws: ``Guessed``.
  package func isThere(_ id: String, authToken: String) async throws -> Bool {
    try await webview(id, authToken) != nil
  }

  /// Takes a step and says where the visitor stands then. A step that the pane does not offer changes nothing.
  ///
  /// - Throws: ``ForeignForm`` where the form token is not the webview's, ``NoCookie``, ``Guessed``.
  package func submit(
    _ id: String, authToken: String, formToken: String, step: ConnectStep
  ) async throws -> WebviewVisit? {
    guard let webview = try await webview(id, authToken) else { return nil }
    let expected = self.formToken(of: webview)
    guard areEqualInConstantTime(formToken, expected) else { throw ForeignForm() }
    if webview.isExpired(at: platform.clocks.now(in: webview.workspaceID)) { return try await visit(webview) }
    do {
      if case .open = step { return try await open(webview) }
      guard visitor.browser != nil else { throw NoCookie(formToken: expected) }
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
      pane: try await pane(of: webview, in: workspace, signInFault, siteFault), formToken: formToken(of: webview),
      customization: workspace?.customization ?? WebviewCustomization())
  }

  func webview(_ id: String, _ authToken: String) async throws -> ConnectWebviewRecord? {
    if let webview = try await platform.database.read({ try $0.connectWebview(ID(id)) }),
      let token = platform.secrets.opened(webview.sealedToken, place: webview.tokenPlace),
      areEqualInConstantTime(String(decoding: token, as: UTF8.self), authToken)
    {
      return webview
    }
    try refuse(.link, "\(id)/\(authToken)")
    return nil
  }

  /// Counts a secret that was wrong.
  func refuse(_ kind: FailedProofs.Kind, _ secret: String) throws(Guessed) {
    if platform.failedProofs.count(kind, secret, from: visitor.sender) != nil { throw Guessed() }
  }

  /// Follows from the webview's own token, which no other site knows, and tells nothing of it.
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
