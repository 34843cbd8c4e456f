package import Wire

/// A cloud where accounts can be connected: a brand's own, or the virtual one of a sandbox.
package protocol AccountPlace: Sendable {
  /// The provider as users see it.
  var provider: AccountProvider { get }
  /// The login of the integration itself. It must be sealed before it is stored.
  var login: [UInt8] { get }
  /// A login that the cloud rejects.
  func refusedLogin(emailAddress: String) -> [UInt8]
  /// The provider of one account.
  ///
  /// - Parameter now: the clock of the account's workspace.
  func account(_ keys: AccountKeys, now: @escaping @Sendable () -> Instant) -> any Provider
  /// Guests' own accounts. Nil if guests cannot sign in themselves.
  func guests(now: @escaping @Sendable () -> Instant) -> (any GuestAccounts)?
  /// The people who administer sites.
  func administrators(now: @escaping @Sendable () -> Instant) -> any SiteAdministrators
}

/// Reads and stores the secrets of one account.
package struct AccountKeys: Sendable {
  /// The current login. Nil if it cannot be decrypted. Throws if it cannot be read now.
  package var login: @Sendable () async throws -> [UInt8]?
  /// The last token. Nil if there is none.
  package var token: @Sendable () async -> [UInt8]?
  package var saveToken: @Sendable ([UInt8]?) async -> Void

  package init(
    login: @escaping @Sendable () async throws -> [UInt8]?, token: @escaping @Sendable () async -> [UInt8]?,
    saveToken: @escaping @Sendable ([UInt8]?) async -> Void
  ) {
    self.login = login
    self.token = token
    self.saveToken = saveToken
  }
}

/// People who administer sites and admit the integration to them.
package protocol SiteAdministrators: Sendable {
  /// Signs in by user name and password. Neither is stored.
  func signIn(username: String, password: String) async throws(SignInFault) -> AdministratorAccess
  /// The URL of the provider's own sign-in page. Nil if there is none.
  func authorizationURL(_ request: PendingAuthorization) -> String?
  /// Completes a sign-in at the provider's own page.
  func signIn(code: String, _ request: PendingAuthorization) async throws(SignInFault) -> AdministratorAccess
  func sites(_ access: AdministratorAccess) async throws(ProviderFault) -> [ObservedSite]
  /// Makes the integration's user an administrator of the site. Idempotent.
  func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess
  ) async throws(ProviderFault)
}
