package import Core
package import Wire

/// A Salto KS cloud where accounts can be connected.
package struct SaltoKSPlace: AccountPlace {
  package let provider: AccountProvider
  private let configuration: SaltoKSConfiguration
  private let credentials: SaltoKSCredentials
  private let guestClientID: String?
  private let administratorClientID: String?
  private let clients: SaltoKSClients
  private let meter: CallMeter?
  private let hook: CallHook?

  /// - Parameters:
  ///   - key: the provider's name in the public API.
  ///   - name: the name that people see.
  ///   - credentials: the integration's own login.
  ///   - guestClientID: the public client with which guests sign in. Nil if Salto registered none.
  ///   - administratorClientID: the public client with which administrators sign in at Salto's own page. Nil if Salto
  ///     registered none.
  ///   - clients: owned and shut down by the caller.
  ///   - meter: measures each call.
  ///   - hook: runs around each call.
  package init(
    key: String, name: String, configuration: SaltoKSConfiguration, credentials: SaltoKSCredentials,
    guestClientID: String?, administratorClientID: String?, clients: SaltoKSClients, meter: CallMeter? = nil,
    hook: CallHook? = nil
  ) {
    provider = AccountProvider(
      key: key, name: name, signInOrigin: administratorClientID.map { _ in configuration.identityOrigin })
    self.configuration = configuration
    self.credentials = credentials
    self.guestClientID = guestClientID
    self.administratorClientID = administratorClientID
    self.clients = clients
    self.meter = meter
    self.hook = hook
  }

  package var login: [UInt8] { credentials.bytes }

  package func refusedLogin(emailAddress: String) -> [UInt8] {
    SaltoKSCredentials(username: emailAddress, password: "", clientID: "", clientSecret: "").bytes
  }

  package func account(_ keys: AccountKeys, now: @escaping @Sendable () -> Instant) -> any Provider {
    SaltoKSProvider(
      clients: clients, configuration: configuration,
      credentials: { try await keys.login().flatMap(SaltoKSCredentials.init(bytes:)) },
      loadToken: { await keys.token().flatMap(SaltoKSToken.init(bytes:)) },
      saveToken: { await keys.saveToken($0?.bytes) }, now: now, meter: meter, hook: hook)
  }

  package func guests(now: @escaping @Sendable () -> Instant) -> (any GuestAccounts)? {
    guestClientID.map { SaltoKSGuests(clients: clients, configuration: configuration, clientID: $0, now: now) }
  }

  package func administrators(now: @escaping @Sendable () -> Instant) -> any SiteAdministrators {
    SaltoKSAdministrators(
      clients: clients, configuration: configuration, integration: credentials, clientID: administratorClientID,
      now: now)
  }
}

extension SaltoKSConfiguration {
  /// Scheme, host and port of the sign-in page.
  fileprivate var identityOrigin: String {
    identityURL.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
  }
}
