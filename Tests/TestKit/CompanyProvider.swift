package import Core
import Crypto
import CryptoExtras
import Foundation
package import OpenID
import Synchronization
package import Wire

/// A company's OpenID provider in this process. Tests decide who signs in there, and what is wrong with its responses.
package final class CompanyProvider: OpenIDTransport {
  package static let issuer = "https://login.example"

  /// How ID tokens are signed.
  package enum Signer: Sendable {
    case es256
    case rs256
    /// By a key that the provider does not list.
    case stranger
    /// With the key that everybody can read, as the secret of a hash.
    case hs256
    case none
  }

  package struct State: Sendable {
    /// What the provider says about the person who signs in.
    package var person: [String: JSON] = [
      "sub": .string("248"), "email": .string("ann@example.com"), "email_verified": .bool(true),
    ]
    /// What replaces parts of responses. Null removes a part.
    package var configuration: [String: JSON] = [:]
    package var header: [String: JSON] = [:]
    package var claims: [String: JSON] = [:]
    package var userInfo: [String: JSON] = [:]
    package var tokenAnswer: OpenIDAnswer?
    package var isDown = false
    package var signer = Signer.es256
    fileprivate var keyID = "key-1"
    fileprivate var key = P256.Signing.PrivateKey()
    /// The requests so far.
    package fileprivate(set) var requests: [OpenIDRequest] = []
    fileprivate var codes: [String: [String: String]] = [:]
  }

  private let clock: SystemClock
  private let state = Mutex(State())

  package init(clock: SystemClock) { self.clock = clock }

  package func change(_ body: @Sendable (inout State) -> Void) { state.withLock { body(&$0) } }
  package var requests: [OpenIDRequest] { state.withLock { $0.requests } }

  /// How often an address was requested.
  package func count(_ path: String) -> Int { requests.count(where: { $0.url.hasSuffix(path) }) }

  /// Signs the person in on the provider's page, and returns the address to which the browser is sent back.
  package func signIn(at url: String) throws -> String {
    let items = URLComponents(string: url)?.queryItems ?? []
    let query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
    guard url.hasPrefix(Self.issuer + "/authorize?"), query["response_type"] == "code",
      query["code_challenge_method"] == "S256", let returnURL = query["redirect_uri"], let sent = query["state"]
    else { throw Refused() }
    let code = state.withLock { state in
      let code = "code-\(state.codes.count + 1)"
      state.codes[code] = query
      return code
    }
    return "\(returnURL)?code=\(code)&state=\(percentEncoded(sent))"
  }

  package struct Refused: Error {}

  package func send(_ request: OpenIDRequest) async -> OpenIDAnswer? {
    let now = clock.now()
    return state.withLock { state in
      state.requests.append(request)
      return state.isDown ? nil : state.answer(to: request, at: now)
    }
  }
}

extension CompanyProvider.State {
  /// Replaces the key with which ID tokens are signed.
  package mutating func changeKey() {
    keyID += "-changed"
    key = P256.Signing.PrivateKey()
  }

  private static let rsa = Result { try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  fileprivate mutating func answer(to request: OpenIDRequest, at now: Instant) -> OpenIDAnswer? {
    switch request.url {
    case CompanyProvider.issuer + "/.well-known/openid-configuration": return ok(described)
    case CompanyProvider.issuer + "/keys": return ok(["keys": .array([publicKey])])
    case CompanyProvider.issuer + "/token": return tokens(request, at: now)
    case CompanyProvider.issuer + "/userinfo": return ok(person.merging(userInfo) { $1 })
    default: return OpenIDAnswer(status: 404, body: .null)
    }
  }

  private func ok(_ members: [String: JSON]) -> OpenIDAnswer {
    OpenIDAnswer(status: 200, body: .object(members.filter { $0.value != .null }))
  }

  private var described: [String: JSON] {
    let issuer = CompanyProvider.issuer
    let own: [String: JSON] = [
      "issuer": .string(issuer), "authorization_endpoint": .string(issuer + "/authorize"),
      "token_endpoint": .string(issuer + "/token"), "jwks_uri": .string(issuer + "/keys"),
    ]
    return own.merging(configuration) { $1 }
  }

  private var publicKey: JSON {
    var members: [String: JSON] = ["kid": .string(keyID), "use": .string("sig")]
    if case .rs256 = signer, let primitives = try? Self.rsa.get().publicKey.getKeyPrimitives() {
      members["kty"] = .string("RSA")
      members["n"] = .string(encodedBase64URL(Array(primitives.modulus)))
      members["e"] = .string(encodedBase64URL(Array(primitives.publicExponent)))
    } else {
      let point = Array(key.publicKey.x963Representation)
      members["kty"] = .string("EC")
      members["crv"] = .string("P-256")
      members["x"] = .string(encodedBase64URL(Array(point[1..<33])))
      members["y"] = .string(encodedBase64URL(Array(point[33..<65])))
    }
    return .object(members)
  }

  private mutating func tokens(_ request: OpenIDRequest, at now: Instant) -> OpenIDAnswer {
    if let tokenAnswer { return tokenAnswer }
    let form = Dictionary((request.form ?? []).map { ($0.name, $0.value) }) { $1 }
    guard let code = form["code"], let asked = codes.removeValue(forKey: code),
      form["grant_type"] == "authorization_code", form["redirect_uri"] == asked["redirect_uri"],
      codeChallenge(of: form["code_verifier"] ?? "") == asked["code_challenge"]
    else { return OpenIDAnswer(status: 400, body: .object(["error": .string("invalid_grant")])) }
    return ok([
      "token_type": .string("Bearer"), "access_token": .string("access"),
      "id_token": .string(idToken(nonce: asked["nonce"] ?? "", clientID: asked["client_id"] ?? "", at: now)),
    ])
  }

  private func idToken(nonce: String, clientID: String, at now: Instant) -> String {
    let seconds = Int(now.microseconds / 1_000_000)
    let own: [String: JSON] = [
      "iss": .string(CompanyProvider.issuer), "aud": .string(clientID), "nonce": .string(nonce), "iat": .int(seconds),
      "exp": .int(seconds + 300),
    ]
    let claims = own.merging(person) { $1 }.merging(self.claims) { $1 }.filter { $0.value != .null }
    let head: [String: JSON] = ["alg": .string(algorithm), "kid": .string(keyID), "typ": .string("JWT")]
    let header = head.merging(self.header) { $1 }.filter { $0.value != .null }
    let signed = [header, claims].map { encodedBase64URL(JSON.object($0).bytes) }.joined(separator: ".")
    return "\(signed).\(encodedBase64URL(signature(of: Array(signed.utf8))))"
  }

  private var algorithm: String {
    switch signer {
    case .es256, .stranger: "ES256"
    case .rs256: "RS256"
    case .hs256: "HS256"
    case .none: "none"
    }
  }

  private func signature(of text: [UInt8]) -> [UInt8] {
    switch signer {
    case .es256: return Self.signature(of: text, by: key)
    case .stranger: return Self.signature(of: text, by: P256.Signing.PrivateKey())
    case .rs256:
      let made = try? Self.rsa.get().signature(for: text, padding: .insecurePKCS1v1_5)
      return made.map { Array($0.rawRepresentation) } ?? []
    case .hs256:
      let secret = SymmetricKey(data: key.publicKey.x963Representation)
      return Array(HMAC<SHA256>.authenticationCode(for: text, using: secret))
    case .none: return []
    }
  }

  private static func signature(of text: [UInt8], by key: P256.Signing.PrivateKey) -> [UInt8] {
    (try? key.signature(for: text)).map { Array($0.rawRepresentation) } ?? []
  }
}
