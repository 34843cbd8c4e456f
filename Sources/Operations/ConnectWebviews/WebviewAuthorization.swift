import API
package import Core
import Engine
import Store
import Wire

/// The sign-in of administrators at the provider's own page, by authorization code with PKCE.
extension WebviewVisits {
  /// The page where a returning visitor continues.
  package struct Return: Sendable {
    package var webviewID: String
    package var authToken: String
    package var fault: SignInFault?
  }

  func leave(_ webview: ConnectWebviewRecord) async throws -> WebviewVisit {
    let verifier = platform.secrets.text()
    guard step(of: webview) == .signIn, let provider = provider(of: webview),
      let state = visitor.state(at: webview.id, verifier: verifier)
    else { return try await visit(webview) }
    let request = PendingAuthorization(
      state: state, verifier: verifier, redirectURL: try platform.address.forLinks() + PlainRoute.connectReturn.path)
    let url = gateway.authorizationURL(request, at: provider.key, in: webview.workspaceID)
    guard let url else { return try await visit(webview) }
    let sealed = try platform.secrets.seal.sealed(request.bytes, place: webview.authorizationPlace)
    // This does not disturb a visitor who is further along in another browser.
    var visit = try await go(webview) { progress in
      if progress.step == .signIn { progress.provider = provider.key }
      progress.sealedAuthorization = sealed
    }
    visit.goesTo = url
    return visit
  }

  /// The visitor returned in another browser than the one that left.
  package struct AnotherBrowser: Error {}

  /// Handles a visitor's return from the provider's own page. A state is valid once, for the browser that left.
  ///
  /// - Parameter code: nil if the visitor canceled there.
  /// - Returns: nil if no webview waits for this state.
  /// - Throws: ``AnotherBrowser``, ``FailedProofs/Guessed``.
  package func takeBack(state: String, code: String?) async throws -> Return? {
    guard let id = state.split(separator: ".", maxSplits: 1).first,
      let known = try await platform.database.read({ try $0.connectWebview(ID(String(id))) }),
      let request = known.progress.sealedAuthorization
        .flatMap({ platform.secrets.opened($0, place: known.authorizationPlace) })
        .flatMap(PendingAuthorization.init(bytes:)),
      areEqualInConstantTime(request.state, state),
      let token = platform.secrets.opened(known.sealedToken, place: known.tokenPlace)
    else {
      try platform.failedProofs.refuse(.code, state, from: visitor.sender)
      return nil
    }
    guard state == visitor.state(at: known.id, verifier: request.verifier) else { throw AnotherBrowser() }
    var progress = known.progress
    progress.sealedAuthorization = nil
    do {
      let spent = try await advance(known, to: progress)
      let fault = try await finish(spent, code, request)
      return Return(webviewID: spent.id.text, authToken: String(decoding: token, as: UTF8.self), fault: fault)
    } catch is Gone {
      return nil
    } catch is Overtaken {
      return nil
    }
  }

  private func finish(
    _ webview: ConnectWebviewRecord, _ code: String?, _ request: PendingAuthorization
  ) async throws -> SignInFault? {
    let isExpired = webview.isExpired(at: platform.clocks.now(in: webview.workspaceID))
    guard !isExpired, step(of: webview) == .signIn, let provider = provider(of: webview) else { return nil }
    guard let code else { return .notAccepted }
    do throws(SignInFault) {
      let access = try await gateway.signIn(to: provider.key, in: webview.workspaceID, code: code, request)
      let visit: WebviewVisit
      do { visit = try await welcome(access, webview, provider) } catch is Overtaken { return nil } catch {
        throw .unreachable
      }
      if case .signIn(_, let fault) = visit.pane { return fault }
      return nil
    } catch {
      return error
    }
  }
}
