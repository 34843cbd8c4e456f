package import API
package import Wire

/// Access to accounts that are not connected yet, and control of the services of those that are.
package protocol AccountGateway: Sendable {
  /// The providers that can be connected in a workspace.
  func providers(in workspace: ID<Workspace>) -> [AccountProvider]
  /// Signs an administrator in by user name and password, which are not stored.
  func signIn(
    to provider: String, in workspace: ID<Workspace>, username: String, password: String
  ) async throws(SignInFault) -> AdministratorAccess
  /// The URL at which an administrator signs in at the provider. Nil if the provider has none.
  func authorizationURL(
    _ request: PendingAuthorization, at provider: String, in workspace: ID<Workspace>
  ) -> String?
  /// Completes a sign-in at the provider's own page.
  func signIn(
    to provider: String, in workspace: ID<Workspace>, code: String, _ request: PendingAuthorization
  ) async throws(SignInFault) -> AdministratorAccess
  /// The sites that the administrator administers.
  func sites(
    of access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault) -> [ObservedSite]
  /// Makes the integration's user an administrator of a site. Idempotent.
  func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess, at provider: String, in workspace: ID<Workspace>
  ) async throws(ProviderFault)
  /// The integration's own login, sealed, to store with the account.
  func sealedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8]
  /// Resets a workspace's virtual cloud. Does nothing without one.
  ///
  /// - Returns: the initial state of the workspace.
  func startOver(in workspace: ID<Workspace>) async throws -> SandboxBeginning
  /// A login that the provider rejects, to simulate a disconnected account.
  func refusedCredentials(of account: ConnectedAccountRecord) throws -> [UInt8]
  /// Makes the account sign in again with its stored login.
  func signInAgain(_ account: ID<ConnectedAccount>) async
  /// Stops all work for the account.
  func leave(_ account: ID<ConnectedAccount>, _ systems: [ID<AcsSystem>])
  /// Imports the account's sites that are not known yet, and starts the work for them.
  func join(_ account: ConnectedAccountRecord) async throws
  /// The access to a system's site, whichever node works for it. Nil if the account is not connected.
  func provider(at system: AcsSystemRecord) async -> (any Provider)?
  /// Resumes the work for an account that was left, with its stored sites.
  func goOn(_ account: ConnectedAccountRecord) async throws
}

/// A provider that can be connected.
package struct AccountProvider: Hashable, Sendable {
  /// Its name in the public API.
  package var key: String
  package var name: String
  /// The origin of the provider's own sign-in page: scheme, host and port. Nil if there is none.
  package var signInOrigin: String?
  package init(key: String, name: String, signInOrigin: String? = nil) {
    self.key = key
    self.name = name
    self.signInOrigin = signInOrigin
  }
}

/// Why a sign-in failed. The visitor may retry.
package enum SignInFault: String, Error, Sendable {
  /// User name or password is wrong.
  case wrongPassword = "wrong_password"
  /// The provider has locked sign-ins for now.
  case locked
  /// The provider cannot be reached or fails.
  case unreachable
  /// The visitor did not complete the sign-in at the provider's page, or the provider rejected it.
  case notAccepted = "not_accepted"
  /// The person administers no site.
  case notAnAdministrator = "not_an_administrator"
  /// A sign-in is in progress in another browser. Only that browser can cancel it.
  case inAnotherBrowser = "in_another_browser"
  /// The sign-in has expired.
  case tooOld = "too_old"
}

/// An administrator's authorization. Redacted when printed.
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
