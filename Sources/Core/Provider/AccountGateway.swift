package import API
package import Wire

/// The way to accounts that are not connected yet, and into the running services for those that are.
package protocol AccountGateway: Sendable {
  /// The providers that can be connected in a workspace.
  func providers(in workspace: ID<Workspace>) -> [AccountProvider]
  /// Signs an administrator in by user name and password, which are used this once and kept nowhere.
  func signIn(
    to provider: String, in workspace: ID<Workspace>, username: String, password: String
  ) async throws(SignInFault) -> AdministratorAccess
  /// Where an administrator signs in at the provider's own page; nil where there is no such way.
  func authorizationURL(
    _ request: PendingAuthorization, at provider: String, in workspace: ID<Workspace>
  ) -> String?
  /// Takes what the provider's own page sent back.
  func signIn(
    to provider: String, in workspace: ID<Workspace>, code: String, _ request: PendingAuthorization
  ) async throws(SignInFault) -> AdministratorAccess
  /// The sites that the administrator administers.
  func sites(
    of access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) -> [ObservedSite]
  /// Makes the integration's own user an administrator of a site; nothing where it is one.
  func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault)
  /// The integration's own login, for the account to rest with, sealed.
  func sealedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8]
  /// Puts a workspace's virtual cloud back to how it began; nothing to do where it has none.
  ///
  /// - Returns: how the workspace begins.
  func startAnew(in workspace: ID<Workspace>) async throws -> SandboxBeginning
  /// A login that the provider refuses, for an account that is to play at being disconnected.
  func refusedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8]
  /// Has the account sign in anew with the login that rests with it now.
  func signInAnew(_ account: ID<ConnectedAccount>) async
  /// Works for the account no more.
  func leave(_ account: ID<ConnectedAccount>, _ systems: [ID<AcsSystem>])
  /// Imports what of the account's sites is not known, and works for them from then on.
  func join(_ account: ConnectedAccountRecord) async throws
  /// Works again for an account that was left, with what is known of its sites.
  func goOn(_ account: ConnectedAccountRecord) async throws
}

/// A provider that can be connected.
package struct AccountProvider: Hashable, Sendable {
  /// Its name in the public API.
  package var key: String
  package var name: String
  /// Where administrators sign in at the provider's own page: scheme, host and port. Nil where they cannot.
  package var signInOrigin: String?
  package init(key: String, name: String, signInOrigin: String? = nil) {
    self.key = key
    self.name = name
    self.signInOrigin = signInOrigin
  }
}

/// Why a sign-in gave nothing; the visitor may try again.
package enum SignInFault: String, Error, Sendable {
  /// User name or password is wrong.
  case wrongPassword = "wrong_password"
  /// The provider lets nobody try for a while.
  case locked
  /// The provider cannot be reached or fails.
  case unreachable
  /// The person did not go on at the provider's own page, or it did not accept them.
  case notAccepted = "not_accepted"
  /// The person administers no site.
  case notAnAdministrator = "not_an_administrator"
  /// Somebody is signed in, in another browser, where alone it can be given up.
  case inAnotherBrowser = "in_another_browser"
  /// The sign-in is too old to go on with.
  case tooOld = "too_old"
}

/// An administrator's leave to act for them. Shows nothing of it when printed.
package struct AdministratorAccess: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  package var token: String
  /// By the clock of the workspace.
  package var expiresAt: Instant
  package var person: ExternalID<ProviderPerson>
  package var emailAddress: String

  package init(token: String, expiresAt: Instant, person: ExternalID<ProviderPerson>, emailAddress: String) {
    self.token = token
    self.expiresAt = expiresAt
    self.person = person
    self.emailAddress = emailAddress
  }

  package var bytes: [UInt8] {
    JSON.object([
      "token": .string(token), "expires_at": .int(Int(expiresAt.microseconds)), "person": .string(person.text),
      "email": .string(emailAddress),
    ]).bytes
  }

  package init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let token = json["token"]?.text, case .int(let at)? = json["expires_at"],
      let person = json["person"]?.text, let email = json["email"]?.text
    else { return nil }
    self.init(
      token: token, expiresAt: Instant(microseconds: Int64(at)), person: ExternalID(person), emailAddress: email)
  }

  package var description: String { "AdministratorAccess(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
