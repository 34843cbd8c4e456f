package import Core

/// What ties the response of a provider to the browser that was sent there.
package struct OpenIDAttempt: Hashable, Sendable {
  /// Returned by the provider with the browser.
  package let state: String
  /// Returned by the provider in the ID token.
  package let nonce: String
  /// Shown to the provider with the code (PKCE).
  package let verifier: String

  package init(state: String, nonce: String, verifier: String) {
    self.state = state
    self.nonce = nonce
    self.verifier = verifier
  }

  /// A new attempt.
  package init(_ secrets: Secrets) { self.init(state: secrets.text(), nonce: secrets.text(), verifier: secrets.text()) }
}
