package import Core
import JWTKit
import Wire

/// A company's OpenID provider, which identifies people by the authorization code flow with PKCE.
///
/// What it says about itself is kept for an hour. Its keys are read again when a token was signed by an unknown one, but
/// at most once a minute. If it cannot be read, it is not asked again for half a minute, so that nobody waits long for
/// a provider that does not respond.
package actor OpenIDProvider {
  private static let knownFor = Duration.seconds(3600)
  private static let pause = Duration.seconds(60)
  private static let rest = Duration.seconds(30)
  /// The maximum number of people for whom the provider is asked at the same time.
  private static let requestMax = 16

  private struct Description: Sendable {
    let metadata: ProviderMetadata
    let keys: ProviderKeys
    let readAt: Instant
  }

  private typealias Reading = Result<Description, OpenIDFault>

  package nonisolated let settings: OpenIDSettings
  private let transport: any OpenIDTransport
  private let clock: SystemClock
  private var known: Description?
  private var readAt: Instant?
  /// When the provider may be read again after a failure. Nil if the last reading succeeded.
  private var restsUntil: Instant?
  private var requestCount = 0
  /// The reading that is in progress, which all who need it share.
  private var reading: Task<Reading, Never>?

  package init(_ settings: OpenIDSettings, transport: any OpenIDTransport, clock: SystemClock) {
    self.settings = settings
    self.transport = transport
    self.clock = clock
  }

  /// The page of the provider on which a person signs in.
  ///
  /// - Parameter returnURL: where the provider sends the browser afterwards.
  package func signInURL(_ attempt: OpenIDAttempt, returnURL: String) async throws(OpenIDFault) -> String {
    let items = [
      ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", returnURL),
      ("scope", settings.scopes), ("state", attempt.state), ("nonce", attempt.nonce),
      ("code_challenge", codeChallenge(of: attempt.verifier)), ("code_challenge_method", "S256"),
    ]
    return try await current().metadata.authorizationEndpoint.adding(items).text
  }

  /// Who signed in.
  ///
  /// - Parameter code: the code with which the provider sent the browser back.
  package func identity(
    code: String, _ attempt: OpenIDAttempt, returnURL: String
  ) async throws(OpenIDFault) -> OpenIDIdentity {
    let metadata = try await current().metadata
    let answer = try await tokens(code, attempt, returnURL, metadata)
    guard let text = answer["id_token"]?.text else { throw .unavailable("the provider returned no ID token") }
    let token = try IDToken(text)
    let signer = try await key(of: token)
    guard token.isSigned(by: signer) else {
      throw .untrusted("the ID token is not signed by the provider")
    }
    let identity = try token.identity(by: settings, nonce: attempt.nonce, at: clock.now())
    guard identity.emailAddress == nil, let endpoint = metadata.userInfoEndpoint,
      let accessToken = answer["access_token"]?.text
    else { return identity }
    return try await described(identity, at: endpoint, by: accessToken)
  }
}

extension OpenIDProvider {
  private func current() async throws(OpenIDFault) -> Description {
    if let known, clock.now() < known.readAt + Self.knownFor { return known }
    return try await read()
  }

  private func key(of token: IDToken) async throws(OpenIDFault) -> any JWTAlgorithm {
    if let key = try await current().keys.key(token.keyID, for: token.algorithm) { return key }
    if let readAt, clock.now() < readAt + Self.pause { throw .untrusted("the ID token is signed by an unknown key") }
    guard let key = try await read().keys.key(token.keyID, for: token.algorithm) else {
      throw .untrusted("the ID token is signed by an unknown key")
    }
    return key
  }

  private func read() async throws(OpenIDFault) -> Description {
    if let reading { return try await reading.value.get() }
    let now = clock.now()
    if let restsUntil, now < restsUntil { throw .resting(restsUntil - now) }
    let task = Task { await self.readOnce() }
    reading = task
    return try await task.value.get()
  }

  private func readOnce() async -> Reading {
    let now = clock.now()
    readAt = now
    let result: Reading
    do throws(OpenIDFault) {
      let configuration = try await document(settings.configurationURL)
      let metadata = try ProviderMetadata(configuration, issuer: settings.issuer)
      let keys = try await ProviderKeys(try await document(metadata.keysURL))
      result = .success(Description(metadata: metadata, keys: keys, readAt: now))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let fresh): (known, restsUntil) = (fresh, nil)
    // It may have taken its whole time to fail.
    case .failure: restsUntil = clock.now() + Self.rest
    }
    reading = nil
    return result
  }

  private func document(_ url: String) async throws(OpenIDFault) -> JSON {
    guard let answer = await transport.send(OpenIDRequest(url)) else {
      throw .unavailable("the provider does not respond")
    }
    guard answer.status == 200 else { throw .unavailable("the provider responded with status \(answer.status)") }
    return answer.body
  }

  /// Asks the provider about one person.
  private func send(_ request: OpenIDRequest) async throws(OpenIDFault) -> OpenIDAnswer? {
    guard requestCount < Self.requestMax else { throw .busy }
    requestCount += 1
    defer { requestCount -= 1 }
    return await transport.send(request)
  }

  /// Exchanges the code for tokens.
  private func tokens(
    _ code: String, _ attempt: OpenIDAttempt, _ returnURL: String, _ metadata: ProviderMetadata
  ) async throws(OpenIDFault) -> JSON {
    var form = [
      (name: "grant_type", value: "authorization_code"), (name: "code", value: code),
      (name: "redirect_uri", value: returnURL), (name: "code_verifier", value: attempt.verifier),
    ]
    var request = OpenIDRequest(metadata.tokenEndpoint)
    if let secret = settings.clientSecret, !metadata.takesSecretInForm {
      let login = "\(percentEncoded(settings.clientID)):\(percentEncoded(secret))"
      request.headers.append((name: "authorization", value: "Basic \(encodedBase64(Array(login.utf8)))"))
    } else {
      form.append((name: "client_id", value: settings.clientID))
      if let secret = settings.clientSecret { form.append((name: "client_secret", value: secret)) }
    }
    request.form = form
    guard let answer = try await send(request) else { throw .unavailable("the provider does not respond") }
    if answer.body["error"]?.text == "invalid_grant" { throw .codeRefused }
    guard answer.status == 200 else {
      throw .unavailable("the provider returned no tokens, but status \(answer.status)\(answer.errorCode)")
    }
    return answer.body
  }

  /// Adds what an ID token does not say about its person.
  private func described(
    _ identity: OpenIDIdentity, at endpoint: String, by accessToken: String
  ) async throws(OpenIDFault) -> OpenIDIdentity {
    guard accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .unavailable("the access token cannot be sent")
    }
    var request = OpenIDRequest(endpoint)
    request.headers.append((name: "authorization", value: "Bearer \(accessToken)"))
    guard let answer = try await send(request), answer.status == 200 else {
      throw .unavailable("the provider does not describe the person")
    }
    guard answer.body["sub"]?.text == identity.account.subject else {
      throw .untrusted("the provider describes another person")
    }
    var described = identity
    described.emailAddress = answer.body.emailAddress
    described.isEmailVerified = answer.body.isEmailVerified
    return described
  }
}

extension OpenIDAnswer {
  /// The error's code for the log, if it is a word.
  fileprivate var errorCode: String {
    guard let code = body["error"]?.text, code.utf8.count <= 40,
      code.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") })
    else { return "" }
    return " and \(code)"
  }
}
