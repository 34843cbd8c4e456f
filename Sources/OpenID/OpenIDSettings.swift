package import Wire

/// A company's OpenID provider, and how this server is registered there.
package struct OpenIDSettings: Sendable {
  /// Names the provider, exactly as its configuration and its ID tokens do.
  package let issuer: String
  package let clientID: String
  /// Nil for a public client, which only PKCE protects.
  let clientSecret: String?
  /// The requested scopes, separated by spaces.
  let scopes: String
  /// The text of the button that leads to the provider.
  package let label: String

  package static let standardScopes = "openid email profile"
  package static let standardLabel = "Sign in with your company account"

  package init(
    issuer: String, clientID: String, clientSecret: String? = nil, scopes: String = OpenIDSettings.standardScopes,
    label: String = OpenIDSettings.standardLabel
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.scopes = scopes
    self.label = label
  }

  /// The address of a provider. Nil for one that is neither HTTPS nor on this machine, or that has a query.
  package static func address(_ text: String) -> WebAddress? {
    text.contains("?") || text.contains("#") ? nil : safeAddress(text)
  }

  /// Where the provider describes itself.
  var configurationURL: String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
  }
}

extension OpenIDSettings: CustomStringConvertible, CustomReflectable {
  /// Without the secret.
  package var description: String { "OpenIDSettings(\(issuer))" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
