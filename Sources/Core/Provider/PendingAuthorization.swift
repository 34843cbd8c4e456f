import Wire

/// A sign-in at the provider that was begun and not finished: by authorization code with PKCE (RFC 7636). Shows
/// nothing of it when printed.
public struct PendingAuthorization: Sendable, Hashable {
  public var state: String
  /// The PKCE verifier (RFC 7636).
  public var verifier: String
  public var redirectURL: String

  public init(state: String, verifier: String, redirectURL: String) {
    self.state = state
    self.verifier = verifier
    self.redirectURL = redirectURL
  }

  public var bytes: [UInt8] {
    JSON.object(["state": .string(state), "verifier": .string(verifier), "redirect_url": .string(redirectURL)]).bytes
  }

  public init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let state = json["state"]?.text, let verifier = json["verifier"]?.text,
      let redirectURL = json["redirect_url"]?.text
    else { return nil }
    self.init(state: state, verifier: verifier, redirectURL: redirectURL)
  }
}

extension PendingAuthorization: CustomStringConvertible, CustomReflectable {
  public var description: String { "PendingAuthorization(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
