package import Core
package import Wire

/// People who administer sites at Salto KS and let the integration in: sign-in by user name and password, and what is
/// done with their leave.
package struct SaltoKSAdministrators: SiteAdministrators {
  private let clients: SaltoKSClients
  private let configuration: SaltoKSConfiguration
  /// The integration's own login. Its client signs people in, and its user is admitted to sites.
  private let integration: SaltoKSCredentials
  /// The public client for administrators who sign in on Salto's own page; nil if Salto registered none.
  private let clientID: String?
  private let now: @Sendable () -> Instant

  package init(
    clients: SaltoKSClients, configuration: SaltoKSConfiguration, integration: SaltoKSCredentials, clientID: String?,
    now: @escaping @Sendable () -> Instant
  ) {
    self.clientID = clientID
    self.clients = clients
    self.configuration = configuration
    self.integration = integration
    self.now = now
  }

  package func signIn(username: String, password: String) async throws(SignInFault) -> AdministratorAccess {
    let asked = now()
    let basic = encodedBase64(Array("\(integration.clientID):\(integration.clientSecret)".utf8))
    let form = [
      ("grant_type", "password"), ("username", username), ("password", password), ("scope", "user_api.full_access"),
    ].map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
    let exchange = await ConnectTransport(clients: clients, deadlines: configuration.deadlines).send(
      "POST", configuration.identityURL + "/connect/token",
      headers: [("authorization", "Basic \(basic)"), ("content-type", "application/x-www-form-urlencoded")],
      body: Array(form.utf8))
    guard case .answered(let answer) = exchange else { throw .unreachable }
    if answer.status == 429 { throw .locked }
    if answer.body["error"]?.text == "invalid_grant" { throw .wrongPassword }
    guard answer.isSuccess, let token = answer.accessToken, let life = answer.tokenLife else { throw .unreachable }
    return try await access(SaltoKSToken(text: token, expiresAt: asked + life), knownAs: username)
  }

  /// The address of Salto's own sign-in page for administrators, or nil if they cannot use it.
  package func authorizationURL(_ request: PendingAuthorization) -> String? { people?.authorizationURL(request) }

  /// Exchanges the code from Salto's own sign-in page.
  package func signIn(code: String, _ request: PendingAuthorization) async throws(SignInFault) -> AdministratorAccess {
    guard let people else { throw .notAccepted }
    let tokens: GuestTokens
    do throws(ProviderFault) { tokens = try await people.tokens(code: code, request) } catch {
      if case .refused = error { throw .notAccepted }
      throw .unreachable
    }
    return try await access(SaltoKSToken(text: tokens.accessToken, expiresAt: tokens.expiresAt), knownAs: "")
  }

  /// Administrators sign in on Salto's own page in the same way as guests.
  private var people: SaltoKSGuests? {
    clientID.map { SaltoKSGuests(clients: clients, configuration: configuration, clientID: $0, now: now) }
  }

  private func access(
    _ token: SaltoKSToken, knownAs username: String
  ) async throws(SignInFault) -> AdministratorAccess {
    let connect = connect(token)
    guard let me = try? connect.successful(await connect.get("/v1.2/me")), let person = me["id"]?.text else {
      throw .unreachable
    }
    return AdministratorAccess(
      token: token.text, expiresAt: token.expiresAt, person: ExternalID(person),
      emailAddress: me["email"]?.text ?? username)
  }

  package func sites(_ access: AdministratorAccess) async throws(ProviderFault) -> [ObservedSite] {
    try await connect(access.saltoKSToken).list("/v1.2/sites", read: observedSite)
  }

  /// Makes the integration's user an administrator of the site, if necessary, and unblocks it.
  package func admitIntegration(
    to site: ExternalID<ProviderSite>, by access: AdministratorAccess
  ) async throws(ProviderFault) {
    let connect = connect(access.saltoKSToken)
    let path = "/v1.2/sites/\(percentEncoded(site.text))/users"
    let filter = percentEncoded("user/email eq '\(integration.username)'")
    let known = try await connect.list("\(path)?$filter=\(filter)") { $0 }.first {
      $0["user"]?["email"]?.text?.lowercased() == integration.username.lowercased()
    }
    if let known, known.flag("blocked") != true, known.roleCodes.contains(where: administratorRoles.contains) { return }
    let role = try await RoleDirectory(connect: connect).ids(of: ["site_admin"], at: site)
    var body: [String: JSON] = ["role_ids": .array(role.map(JSON.string)), "blocked": .bool(false)]
    let reply: ConnectClient.Reply
    if let id = known?["id"]?.text {
      reply = await connect.change("PATCH", "\(path)/\(percentEncoded(id))", .object(body))
    } else {
      body["first_name"] = .string("Latchkey")
      body["last_name"] = .string("Integration")
      body["email"] = .string(integration.username)
      body["use_pin"] = .bool(false)
      body["subscription_state"] = .string("suspended")
      reply = await connect.change("POST", path, .object(body))
    }
    switch reply {
    case .answered(let answer) where answer.isSuccess: return
    case .answered(let answer):
      // A new user is not listed yet, but its e-mail address is already taken.
      guard await !isThere(site) else { return }
      throw .refused(refusal(answer))
    case .later(let reason, let delay): throw .later(reason, after: delay)
    // The user may exist now. The visitor's next attempt finds it.
    case .unknown: throw .later(.unavailable, after: nil)
    }
  }

  /// Whether the integration's own user is at the site, by its own view.
  private func isThere(_ site: ExternalID<ProviderSite>) async -> Bool {
    let integration = integration
    let connect = connect(TokenSource.Keeper(credentials: { integration }, load: { nil }, save: { _ in }))
    switch try? await SiteContents(connect: connect, site: site).standing() {
    case .administrator, .notAdministrator: return true
    case .blocked, .absent, nil: return false
    }
  }

  /// A client whose token is never renewed, since no password is stored.
  private func connect(_ token: SaltoKSToken) -> ConnectClient {
    connect(TokenSource.Keeper(credentials: { nil }, load: { token }, save: { _ in }))
  }

  private func connect(_ keeper: TokenSource.Keeper) -> ConnectClient {
    let transport = ConnectTransport(clients: clients, deadlines: configuration.deadlines)
    let tokens = TokenSource(transport: transport, configuration: configuration, keeper: keeper, now: now)
    return ConnectClient(transport: transport, tokens: tokens, apiURL: configuration.apiURL)
  }
}

extension AdministratorAccess {
  fileprivate var saltoKSToken: SaltoKSToken { SaltoKSToken(text: token, expiresAt: expiresAt) }
}
