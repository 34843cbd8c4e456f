import Core
import Synchronization
import TestKit
import Testing
import Wire

@testable import OpenID

@Suite("A company's OpenID provider") struct OpenIDProviderTests {
  private let clock = ManualClock()
  private let company: CompanyProvider
  private let returnURL = "https://latchkey.example/console/oidc/return"
  private let attempt = OpenIDAttempt(state: "state", nonce: "nonce", verifier: String(repeating: "v", count: 43))
  private let ann = OpenIDIdentity(
    account: OpenIDAccount(issuer: CompanyProvider.issuer, subject: "248"), emailAddress: "ann@example.com",
    isEmailVerified: true)

  init() { company = CompanyProvider(clock: clock.system) }

  private func provider(secret: String? = "s3cret") -> OpenIDProvider {
    let settings = OpenIDSettings(issuer: CompanyProvider.issuer, clientID: "latchkey", clientSecret: secret)
    return OpenIDProvider(settings, transport: company, clock: clock.system)
  }

  @discardableResult
  private func signIn(at provider: OpenIDProvider) async throws -> OpenIDIdentity {
    let url = try await provider.signInURL(attempt, returnURL: returnURL)
    return try await provider.identity(code: try code(at: url), attempt, returnURL: returnURL)
  }

  /// The code with which a browser comes back from the provider's page.
  private func code(at url: String) throws -> String {
    let back = try company.signIn(at: url)
    return String(back.split(separator: "code=")[1].prefix { $0 != "&" })
  }

  private func fault(at provider: OpenIDProvider) async throws -> OpenIDFault? {
    do { try await signIn(at: provider) } catch let fault as OpenIDFault { return fault }
    return nil
  }

  private func isUntrusted() async throws -> Bool {
    if case .untrusted? = try await fault(at: provider()) { true } else { false }
  }

  private func isUnavailable() async throws -> Bool {
    if case .unavailable? = try await fault(at: provider()) { true } else { false }
  }

  @Test("identifies a person by a signed ID token", arguments: [CompanyProvider.Signer.es256, .rs256])
  func identity(signer: CompanyProvider.Signer) async throws {
    company.change { $0.signer = signer }
    #expect(try await signIn(at: provider()) == ann)
  }

  @Test("is not trusted if the ID token has another signature")
  func signatures() async throws {
    for signer in [CompanyProvider.Signer.stranger, .hs256, .none] {
      company.change { $0.signer = signer }
      #expect(try await isUntrusted(), "\(signer)")
    }
    company.change { $0.signer = .es256 }
    let headers: [[String: JSON]] = [
      ["alg": .string("RS256")], ["alg": .string("none")], ["alg": .null], ["crit": .array([.string("b64")])],
      ["kid": .string("key-2")],
    ]
    for header in headers {
      company.change { $0.header = header }
      #expect(try await isUntrusted(), "\(header)")
    }
    company.change { $0.header = ["kid": .null] }
    #expect(try await signIn(at: provider()) == ann)
  }

  private static let now = Int(Instant.start.microseconds / 1_000_000)

  private static let wrongClaims: [[String: JSON]] = [
    ["iss": .string("https://other.example")], ["iss": .string(CompanyProvider.issuer + "/")], ["iss": .null],
    ["aud": .string("other")], ["aud": .array([.string("other")])], ["aud": .null],
    ["aud": .array([.string("latchkey"), .string("other")])],
    ["aud": .array([.string("latchkey"), .string("other")]), "azp": .string("other")],
    ["aud": .array([.string("latchkey"), .int(1)])], ["azp": .string("other")],
    ["nonce": .string("other")], ["nonce": .null],
    ["exp": .int(now - 60)], ["exp": .null], ["exp": .string("\(now + 300)")],
    ["iat": .int(now + 61)], ["iat": .null], ["nbf": .int(now + 61)], ["nbf": .bool(true)],
    ["sub": .string("")], ["sub": .null], ["sub": .int(248)], ["sub": .string(String(repeating: "a", count: 256))],
    ["sub": .string("248\u{0}")],
  ]

  @Test("is not trusted if the ID token is not for this sign-in", arguments: wrongClaims)
  func claims(claims: [String: JSON]) async throws {
    company.change { $0.claims = claims }
    #expect(try await isUntrusted())
  }

  private static let rightClaims: [[String: JSON]] = [
    ["aud": .array([.string("latchkey")])], ["azp": .string("latchkey")],
    ["aud": .array([.string("other"), .string("latchkey")]), "azp": .string("latchkey")],
    ["exp": .int(now - 59)], ["exp": .double(Double(now) + 300.5)], ["iat": .int(now + 60)], ["nbf": .int(now + 60)],
  ]

  @Test("may name further parties, and have a clock that differs by a minute", arguments: rightClaims)
  func acceptedClaims(claims: [String: JSON]) async throws {
    company.change { $0.claims = claims }
    #expect(try await signIn(at: provider()) == ann)
  }

  private static let wrongConfigurations: [[String: JSON]] = [
    ["issuer": .string(CompanyProvider.issuer + "/")], ["issuer": .null],
    ["token_endpoint": .string("http://login.example/token")], ["token_endpoint": .null],
    ["authorization_endpoint": .string("javascript:alert(1)")], ["jwks_uri": .string("http://127.0.0.1.example/keys")],
    ["jwks_uri": .string(CompanyProvider.issuer + "/nothing")], ["userinfo_endpoint": .string("ftp://login.example")],
  ]

  @Test(
    "is not used if its configuration names another issuer, or an address that is not safe",
    arguments: wrongConfigurations)
  func configuration(members: [String: JSON]) async throws {
    company.change { $0.configuration = members }
    #expect(try await isUnavailable())
  }

  @Test("is used without HTTPS on this machine only")
  func addresses() {
    for text in ["https://login.example/a", "http://localhost:9400", "http://127.0.0.1:9400", "http://[::1]:9400"] {
      #expect(OpenIDSettings.address(text) != nil, "\(text)")
    }
    let others = [
      "http://login.example", "http://10.0.0.1", "http://localhost.example", "login.example", "https://a.example?x=1",
      "http://127.0.0.1@login.example", "",
    ]
    for text in others { #expect(OpenIDSettings.address(text) == nil, "\(text)") }
  }

  @Test("that does not respond, or returns no tokens, identifies nobody")
  func failures() async throws {
    let answers = [
      OpenIDAnswer(status: 500, body: .null), OpenIDAnswer(status: 200, body: .null),
      OpenIDAnswer(status: 302, body: .null), OpenIDAnswer(status: 401, body: .object(["error": .string("x")])),
      OpenIDAnswer(status: 200, body: .object(["access_token": .string("access")])),
    ]
    for answer in answers {
      company.change { $0.tokenAnswer = answer }
      #expect(try await isUnavailable(), "\(answer)")
    }
    company.change { $0.isDown = true }
    #expect(try await isUnavailable())
  }

  @Test("rests for half a minute after its description could not be read")
  func rest() async throws {
    let provider = provider()
    company.change { $0.isDown = true }
    guard case .unavailable? = try await fault(at: provider) else {
      Issue.record("The first sign-in does not say that the provider is down.")
      return
    }
    company.change { $0.isDown = false }
    let count = company.requests.count
    clock.advance(by: .seconds(29))
    #expect(try await fault(at: provider) == .resting(.seconds(1)))
    #expect(company.requests.count == count)
    clock.advance(by: .seconds(1))
    #expect(try await signIn(at: provider) == ann)
  }

  @Test("is asked for a limited number of people at the same time")
  func concurrency() async throws {
    let held = HeldProvider(company)
    let settings = OpenIDSettings(issuer: CompanyProvider.issuer, clientID: "latchkey")
    let provider = OpenIDProvider(settings, transport: held, clock: clock.system)
    let url = try await provider.signInURL(attempt, returnURL: returnURL)
    let codes = try (0..<17).map { _ in try code(at: url) }
    try await withThrowingTaskGroup(of: OpenIDIdentity.self) { tasks in
      for code in codes.prefix(16) {
        tasks.addTask { [attempt, returnURL] in
          try await provider.identity(code: code, attempt, returnURL: returnURL)
        }
      }
      while held.count < 16 { await Task.yield() }
      await #expect(throws: OpenIDFault.busy) {
        try await provider.identity(code: codes[16], attempt, returnURL: returnURL)
      }
      held.release()
      for try await identity in tasks { #expect(identity == ann) }
    }
    #expect(try await provider.identity(code: codes[16], attempt, returnURL: returnURL) == ann)
  }

  @Test("accepts a code once, with the verifier of the same sign-in")
  func code() async throws {
    let provider = provider()
    let url = try await provider.signInURL(attempt, returnURL: returnURL)
    _ = try company.signIn(at: url)
    let other = OpenIDAttempt(state: "state", nonce: "nonce", verifier: String(repeating: "w", count: 43))
    await #expect(throws: OpenIDFault.codeRefused) {
      _ = try await provider.identity(code: "code-1", other, returnURL: returnURL)
    }
    await #expect(throws: OpenIDFault.codeRefused) {
      _ = try await provider.identity(code: "code-1", attempt, returnURL: returnURL)
    }
  }

  @Test("gets the client's secret in the way that it accepts, and never in an address")
  func secret() async throws {
    try await signIn(at: provider())
    let first = try #require(company.requests.last)
    // latchkey:s3cret
    #expect(first.headers.contains { $0.name == "authorization" && $0.value == "Basic bGF0Y2hrZXk6czNjcmV0" })
    #expect(first.form?.contains { $0.name == "client_secret" } == false)
    company.change {
      $0.configuration = ["token_endpoint_auth_methods_supported": .array([.string("client_secret_post")])]
    }
    try await signIn(at: provider())
    let second = try #require(company.requests.last)
    #expect(!second.headers.contains { $0.name == "authorization" })
    #expect(second.form?.contains { $0.name == "client_secret" && $0.value == "s3cret" } == true)
    try await signIn(at: provider(secret: nil))
    let third = try #require(company.requests.last)
    #expect(third.form?.contains { $0.name == "client_id" && $0.value == "latchkey" } == true)
    #expect(!third.headers.contains { $0.name == "authorization" })
    #expect(company.requests.allSatisfy { !$0.url.contains("s3cret") })
  }

  @Test("may change its keys, which are read again once a minute at most")
  func rotation() async throws {
    let provider = provider()
    try await signIn(at: provider)
    company.change { $0.changeKey() }
    #expect(try await fault(at: provider) != nil)
    #expect(company.count("/keys") == 1)
    clock.advance(by: .seconds(60))
    #expect(try await signIn(at: provider) == ann)
    #expect(company.count("/keys") == 2)
    company.change { $0.header = ["kid": .string("key-3")] }
    for _ in 0..<3 { #expect(try await fault(at: provider) != nil) }
    #expect(company.count("/keys") == 2)
  }

  @Test("is asked for its configuration once an hour")
  func configurationLife() async throws {
    let provider = provider()
    for _ in 0..<3 { try await signIn(at: provider) }
    #expect(company.count("/openid-configuration") == 1)
    clock.advance(by: .seconds(3600))
    try await signIn(at: provider)
    #expect(company.count("/openid-configuration") == 2)
  }

  @Test("describes a person apart from the ID token if the token has no e-mail address")
  func userInfo() async throws {
    company.change {
      $0.claims = ["email": .null, "email_verified": .null]
      $0.configuration = ["userinfo_endpoint": .string(CompanyProvider.issuer + "/userinfo")]
    }
    #expect(try await signIn(at: provider()) == ann)
    company.change { $0.userInfo = ["email_verified": .string("true")] }
    #expect(try await !signIn(at: provider()).isEmailVerified)
    company.change { $0.userInfo = ["sub": .string("249")] }
    #expect(try await isUntrusted())
    company.change { $0.configuration = [:] }
    #expect(try await signIn(at: provider()).emailAddress == nil)
  }

  @Test("finds an invited operator only by a verified address in ASCII")
  func invitedAddress() {
    #expect(ann.invitedAddress == "ann@example.com")
    var other = ann
    other.isEmailVerified = false
    #expect(other.invitedAddress == nil)
    // The sign for Kelvin becomes a k in lower case.
    other = ann
    other.emailAddress = "\u{212A}@example.com"
    #expect(other.invitedAddress == nil)
  }
}

/// Answers no request for tokens until all are released.
private final class HeldProvider: OpenIDTransport {
  private struct State {
    var waiting: [CheckedContinuation<Void, Never>] = []
    var isReleased = false
  }

  private let company: CompanyProvider
  private let state = Mutex(State())

  init(_ company: CompanyProvider) { self.company = company }

  var count: Int { state.withLock { $0.waiting.count } }

  func release() {
    let waiting = state.withLock { state in
      state.isReleased = true
      return state.waiting
    }
    for one in waiting { one.resume() }
  }

  func send(_ request: OpenIDRequest) async -> OpenIDAnswer? {
    if request.url.hasSuffix("/token") {
      await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
        let isReleased = state.withLock { state in
          if !state.isReleased { state.waiting.append(continuation) }
          return state.isReleased
        }
        if isReleased { continuation.resume() }
      }
    }
    return await company.send(request)
  }
}
