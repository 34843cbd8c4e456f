import Core
import Wire

/// Keeps the account's access token: fetched by password grant, renewed shortly before it ends and after a 401, and
/// by one caller at a time.
actor TokenSource {
  /// Where the login and tokens rest between starts; the keeper seals them.
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

  /// A token is renewed this long before its end.
  private static let margin = Duration.seconds(60)

  private let transport: ConnectTransport
  private let configuration: SaltoKSConfiguration
  private let keeper: Keeper
  private let now: @Sendable () -> Instant
  private var token: SaltoKSToken?
  private var hasLoaded = false
  private var renewal: Task<Answer, Never>?
  /// Which login it is, so that nothing is kept that an earlier one gave.
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

  /// A token that is good for a while.
  ///
  /// - Parameters:
  ///   - refused: the token that was just answered with 401, so that it is not handed out again.
  ///   - deadline: ends the wait. The renewal continues for later callers.
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
      // The task ends itself, since nobody may be waiting any longer.
      if generation == begun { renewal = nil }
      return answer
    }
    renewal = task
    return task
  }

  /// The login is another one from now on, so what the old one gave is worth nothing.
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
    // The login was changed meanwhile: what the old one was answered says nothing.
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
