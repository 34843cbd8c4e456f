import Wire

/// A pending sign-in at the provider by authorization code with PKCE (RFC 7636). Redacted when printed.
package struct PendingAuthorization: Sendable, Hashable {
  package var state: String
  /// The PKCE verifier (RFC 7636).
  package var verifier: String
  package var redirectURL: String

  package init(state: String, verifier: String, redirectURL: String) {
    self.state = state
    self.verifier = verifier
    self.redirectURL = redirectURL
  }

  package var bytes: [UInt8] {
    JSON.object(["state": .string(state), "verifier": .string(verifier), "redirect_url": .string(redirectURL)]).bytes
  }

  package init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let state = json["state"]?.text, let verifier = json["verifier"]?.text,
      let redirectURL = json["redirect_url"]?.text
    else { return nil }
    self.init(state: state, verifier: verifier, redirectURL: redirectURL)
  }
}

extension PendingAuthorization: CustomStringConvertible, CustomReflectable {
  package var description: String { "PendingAuthorization(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
