import Core
import Wire

/// Holds the account's access token. It is fetched by password grant, and renewed shortly before it expires and after a
/// 401, by one caller at a time.
actor TokenSource {
  /// The storage of the login and tokens. It seals them.
  struct Keeper: Sendable {
    /// The current login. Nil if there is none or if it cannot be decrypted. Throws if it cannot be read now.
    var credentials: @Sendable () async throws -> SaltoKSCredentials?
    var load: @Sendable () async -> SaltoKSToken?
    var save: @Sendable (SaltoKSToken?) async -> Void
  }

  enum Answer: Sendable {
    case token(String)
    /// The login was refused.
    case refused
    case unavailable
  }

  /// How long before its expiry a token is renewed.
  private static let margin = Duration.seconds(60)

  private let transport: ConnectTransport
  private let configuration: SaltoKSConfiguration
  private let keeper: Keeper
  private let now: @Sendable () -> Instant
  private var token: SaltoKSToken?
  private var hasLoaded = false
  private var renewal: Task<Answer, Never>?
  /// The generation of the login. Tokens of an earlier one are discarded.
  private var generation = 0

  init(
    transport: ConnectTransport, configuration: SaltoKSConfiguration, keeper: Keeper,
    now: @escaping @Sendable () -> Instant
  ) {
    self.transport = transport
    self.configuration = configuration
    self.keeper = keeper
    self.now = now
  }

  /// A valid token.
  ///
  /// - Parameters:
  ///   - refused: The token that just got a 401, so that it is not returned again.
  ///   - deadline: Ends the wait. The renewal continues for later callers.
  func current(insteadOf refused: String? = nil, until deadline: Deadline) async -> Answer {
    if !hasLoaded {
      hasLoaded = true
      token = await keeper.load()
    }
    if let token, token.text != refused, now() + Self.margin < token.expiresAt { return .token(token.text) }
    return await (renewal ?? renew()).value(until: deadline) ?? .unavailable
  }

  private func renew() -> Task<Answer, Never> {
    let begun = generation
    let task = Task {
      let answer = await fetch()
      // The task clears itself, since nobody may be waiting any longer.
      if generation == begun { renewal = nil }
      return answer
    }
    renewal = task
    return task
  }

  /// Forgets the token when the login changes, since it belongs to the old login.
  func forget() {
    (token, hasLoaded, renewal) = (nil, false, nil)
    generation += 1
  }

  private func fetch() async -> Answer {
    let begun = generation
    let known: SaltoKSCredentials?
    do { known = try await keeper.credentials() } catch { return .unavailable }
    guard let credentials = known else { return .refused }
    let basic = encodedBase64(Array("\(credentials.clientID):\(credentials.clientSecret)".utf8))
    let form = [
      ("grant_type", "password"), ("username", credentials.username), ("password", credentials.password),
      ("scope", "user_api.full_access"),
    ].map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
    let asked = now()
    let exchange = await transport.send(
      "POST", configuration.identityURL + "/connect/token",
      headers: [("authorization", "Basic \(basic)"), ("content-type", "application/x-www-form-urlencoded")],
      body: Array(form.utf8))
    // The login has changed meanwhile, so the response to the old one is irrelevant.
    guard generation == begun else { return await current(until: Deadline(in: configuration.deadlines.call)) }
    guard case .answered(let answer) = exchange, !answer.isForeign else { return .unavailable }
    guard answer.isSuccess, let text = answer.accessToken, let life = answer.tokenLife else {
      return (400..<500).contains(answer.status) && answer.status != 429 ? .refused : .unavailable
    }
    let fresh = SaltoKSToken(text: text, expiresAt: asked + life)
    token = fresh
    await keeper.save(fresh)
    return .token(text)
  }
}
