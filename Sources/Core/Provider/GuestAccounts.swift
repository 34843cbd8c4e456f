package import Wire

/// The provider's side of a guest's own account, used with the guest's own leave. Declared here, called by the server.
package protocol GuestAccounts: Sendable {
  /// Where phones reach the provider with an access token.
  var connectURL: String { get }
  /// The page on which a guest signs in.
  func authorizationURL(_ request: PendingAuthorization) -> String
  /// Turns the code that a sign-in gave into tokens.
  func tokens(code: String, _ request: PendingAuthorization) async throws(ProviderFault) -> GuestTokens
  /// New tokens for a refresh token. Throws `refused` where it is not accepted any more.
  func tokens(refreshToken: String) async throws(ProviderFault) -> GuestTokens
  /// Whose account it is.
  func person(accessToken: String) async throws(ProviderFault) -> GuestPerson
  /// Removes a phone from the account by its installation, which cancels its key. One that is not there is no fault.
  ///
  /// - Returns: whether it was there.
  func removeDevice(installation: String, accessToken: String) async throws(ProviderFault) -> Bool
}

/// What a guest's sign-in gave. Shows nothing of it when printed.
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
