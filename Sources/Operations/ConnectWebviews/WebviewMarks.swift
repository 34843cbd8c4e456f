import API
import Core
import Wire

extension BrowserVisitor {
  /// The browser's mark that a webview stores. It differs between webviews.
  func mark(at webview: ID<ConnectWebview>) -> String? { browser.map { sha256Text("\(webview)/\($0)") } }

  /// The state that goes to the provider's own page and comes back. Only the browser that left can know it.
  ///
  /// - Parameter verifier: the secret of this sign-in.
  func state(at webview: ID<ConnectWebview>, verifier: String) -> String? {
    mark(at: webview).map { "\(webview).\(sha256Text("\(verifier)/\($0)"))" }
  }
}
