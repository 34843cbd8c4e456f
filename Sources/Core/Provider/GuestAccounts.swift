package import Wire

/// A guest's own account at the provider, used with the guest's authorization. Declared here, called by the server.
package protocol GuestAccounts: Sendable {
  /// The URL at which phones call the provider with an access token.
  var connectURL: String { get }
  /// The page on which a guest signs in.
  func authorizationURL(_ request: PendingAuthorization) -> String
  /// Exchanges the code of a sign-in for tokens.
  func tokens(code: String, _ request: PendingAuthorization) async throws(ProviderFault) -> GuestTokens
  /// New tokens for a refresh token. Throws `refused` if the token is no longer accepted.
  func tokens(refreshToken: String) async throws(ProviderFault) -> GuestTokens
  /// The person of the account.
  func person(accessToken: String) async throws(ProviderFault) -> GuestPerson
  /// Removes a phone from the account by its installation, which cancels its key. A missing phone is not an error.
  ///
  /// - Returns: whether the phone was there.
  func removeDevice(installation: String, accessToken: String) async throws(ProviderFault) -> Bool
}

/// The tokens of a guest's sign-in. Redacted when printed.
package struct GuestTokens: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  package var accessToken: String
  /// By the clock of the workspace.
  package var expiresAt: Instant
  package var refreshToken: String?

  package init(accessToken: String, expiresAt: Instant, refreshToken: String?) {
    self.accessToken = accessToken
    self.expiresAt = expiresAt
    self.refreshToken = refreshToken
  }

  package var bytes: [UInt8] {
    JSON.object([
      "access_token": .string(accessToken), "expires_at": .int(Int(expiresAt.microseconds)),
      "refresh_token": refreshToken.map(JSON.string) ?? .null,
    ]).bytes
  }

  package init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let accessToken = json["access_token"]?.text,
      case .int(let at)? = json["expires_at"]
    else { return nil }
    self.init(
      accessToken: accessToken, expiresAt: Instant(microseconds: Int64(at)), refreshToken: json["refresh_token"]?.text)
  }

  package var description: String { "GuestTokens(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
