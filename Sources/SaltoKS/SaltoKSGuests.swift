package import Core
package import Wire

/// Guests' own accounts at Salto KS: sign-in by authorization code with PKCE, and the guests' devices.
package struct SaltoKSGuests: GuestAccounts {
  private let transport: ConnectTransport
  private let configuration: SaltoKSConfiguration
  private let clientID: String
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - clientID: The public client for the sign-in of guests, as Salto registered it.
  ///   - now: The workspace's clock.
  package init(
    clients: SaltoKSClients, configuration: SaltoKSConfiguration, clientID: String,
    now: @escaping @Sendable () -> Instant
  ) {
    transport = ConnectTransport(clients: clients, deadlines: configuration.deadlines)
    self.configuration = configuration
    self.clientID = clientID
    self.now = now
  }

  package var connectURL: String { configuration.apiURL }

  package func authorizationURL(_ request: PendingAuthorization) -> String {
    let items = [
      ("response_type", "code"), ("client_id", clientID), ("redirect_uri", request.redirectURL),
      ("scope", "openid profile offline_access user_api.full_access"), ("state", request.state),
      ("code_challenge", codeChallenge(of: request.verifier)), ("code_challenge_method", "S256"),
    ]
    return configuration.identityURL + "/connect/authorize?" + form(items)
  }

  package func tokens(code: String, _ request: PendingAuthorization) async throws(ProviderFault) -> GuestTokens {
    try await tokens([
      ("grant_type", "authorization_code"), ("client_id", clientID), ("redirect_uri", request.redirectURL),
      ("code", code), ("code_verifier", request.verifier),
    ])
  }

  package func tokens(refreshToken: String) async throws(ProviderFault) -> GuestTokens {
    var fresh = try await tokens([
      ("grant_type", "refresh_token"), ("client_id", clientID), ("refresh_token", refreshToken),
    ])
    // A server that does not rotate refresh tokens may omit it.
    fresh.refreshToken = fresh.refreshToken ?? refreshToken
    return fresh
  }

  package func person(accessToken: String) async throws(ProviderFault) -> GuestPerson {
    let answer = try await call("GET", "/v1.2/me", accessToken)
    guard answer.isSuccess, let id = answer.body["id"]?.text else { throw refusal(answer) }
    let address = answer.body["email"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    return GuestPerson(person: ExternalID(id), emailAddress: address)
  }

  package func removeDevice(installation: String, accessToken: String) async throws(ProviderFault) -> Bool {
    let devices = "/v1.1/me/devices"
    let quoted = installation.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    let filter = percentEncoded("device_uid eq '\(quoted)'")
    let list = try await call("GET", "\(devices)?$filter=\(filter)", accessToken)
    guard list.isSuccess, case .array(let items)? = list.body["items"] else { throw refusal(list) }
    var wasThere = false
    for case let id? in items.filter({ $0["device_uid"]?.text == installation }).map({ $0["id"]?.text }) {
      let answer = try await call("DELETE", "\(devices)/\(percentEncoded(id))", accessToken)
      guard answer.isSuccess || answer.status == 404 else { throw refusal(answer) }
      wasThere = true
    }
    return wasThere
  }

  private func tokens(_ items: [(String, String)]) async throws(ProviderFault) -> GuestTokens {
    let asked = now()
    let exchange = await transport.send(
      "POST", configuration.identityURL + "/connect/token",
      headers: [("content-type", "application/x-www-form-urlencoded")], body: Array(form(items).utf8))
    let answer = try answered(exchange)
    guard answer.isSuccess, let text = answer.accessToken, let life = answer.tokenLife else { throw refusal(answer) }
    return GuestTokens(
      accessToken: text, expiresAt: asked + life, refreshToken: answer.body["refresh_token"]?.text)
  }

  private func call(_ method: String, _ path: String, _ accessToken: String) async throws(ProviderFault)
    -> ConnectAnswer
  {
    try answered(
      await transport.send(
        method, configuration.apiURL + path, headers: [("authorization", "Bearer \(accessToken)")], body: nil))
  }

  private func answered(_ exchange: Exchange) throws(ProviderFault) -> ConnectAnswer {
    guard case .answered(let answer) = exchange, !answer.isForeign else { throw .unreadable }
    return answer
  }

  private func refusal(_ answer: ConnectAnswer) -> ProviderFault {
    switch answer.status {
    case 429: .later(.throttled, after: answer.retryDelay)
    case 400..<500: .refused(Refusal(.notAllowed, answer.message))
    default: .unreadable
    }
  }

  private func form(_ items: [(String, String)]) -> String {
    items.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
  }
}
