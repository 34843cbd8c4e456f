import Core
import JWTKit
import Wire

/// A token in which a provider says who signed in (OpenID Connect Core 1.0, section 2).
struct IDToken: Sendable {
  /// A provider's clock may differ from the server's by this.
  private static let skew = Duration.seconds(60)
  private static let lengthMax = 64 << 10
  private static let subjectMax = 255

  let algorithm: String
  /// The name of the key that signed it. Nil if the provider does not say.
  let keyID: String?
  private let claims: JSON
  private let signed: [UInt8]
  private let signature: [UInt8]

  /// Reads a token without trusting it.
  init(_ text: String) throws(OpenIDFault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= Self.lengthMax, parts.count == 3, let header = Self.object(parts[0]),
      let claims = Self.object(parts[1]), let signature = decodedBase64URL(parts[2])
    else { throw .untrusted("the ID token cannot be read") }
    // Anything else is no signature that only the provider can make.
    guard let algorithm = header["alg"]?.text, algorithm == "RS256" || algorithm == "ES256" else {
      throw .untrusted("the ID token is not signed by RS256 or ES256")
    }
    guard header["crit"] == nil else { throw .untrusted("the ID token requires an unknown extension") }
    self.algorithm = algorithm
    keyID = header["kid"]?.text
    self.claims = claims
    signed = Array("\(parts[0]).\(parts[1])".utf8)
    self.signature = signature
  }

  private static func object(_ part: String) -> JSON? {
    guard let bytes = decodedBase64URL(part), let json = try? JSON.parse(bytes), case .object = json else { return nil }
    return json
  }

  func isSigned(by key: any JWTAlgorithm) -> Bool { (try? key.verify(signature, signs: signed)) ?? false }

  /// Who signed in, if the token was made by the provider for this server and this sign-in, and is valid now.
  func identity(
    by settings: OpenIDSettings, nonce: String, at now: Instant
  ) throws(OpenIDFault) -> OpenIDIdentity {
    guard claims["iss"]?.text == settings.issuer else { throw .untrusted("the ID token has another issuer") }
    guard isFor(settings.clientID) else { throw .untrusted("the ID token is for another client") }
    guard claims["nonce"]?.text == nonce else { throw .untrusted("the ID token belongs to another sign-in") }
    guard let end = moment("exp"), now < end + Self.skew else { throw .untrusted("the ID token has expired") }
    guard let issued = moment("iat"), issued <= now + Self.skew else {
      throw .untrusted("the ID token was issued in the future")
    }
    if claims["nbf"] != nil {
      guard let start = moment("nbf"), start <= now + Self.skew else {
        throw .untrusted("the ID token is not valid yet")
      }
    }
    guard let subject = claims["sub"]?.text, (1...Self.subjectMax).contains(subject.utf8.count) else {
      throw .untrusted("the ID token names nobody")
    }
    // PostgreSQL can neither store nor look for it.
    guard !subject.utf8.contains(0) else { throw .untrusted("the subject of the ID token has the character U+0000") }
    return OpenIDIdentity(
      account: OpenIDAccount(issuer: settings.issuer, subject: subject), emailAddress: claims.emailAddress,
      isEmailVerified: claims.isEmailVerified)
  }

  private func isFor(_ clientID: String) -> Bool {
    let isAmongOthers: Bool
    switch claims["aud"] {
    case .string(clientID)?: isAmongOthers = false
    case .array(let audiences)? where audiences.contains(.string(clientID)): isAmongOthers = audiences.count > 1
    default: return false
    }
    guard let party = claims["azp"] else { return !isAmongOthers }
    return party.text == clientID
  }

  private func moment(_ claim: String) -> Instant? {
    let start = Instant(microseconds: 0)
    switch claims[claim] {
    case .int(let seconds)?: return start + .seconds(seconds)
    case .double(let seconds)? where abs(seconds) < 1e12: return start + .seconds(seconds)
    default: return nil
    }
  }
}

extension JSON {
  /// The e-mail address among the claims about a person.
  var emailAddress: String? { self["email"]?.text }

  /// Whether the provider has verified the address among the claims.
  var isEmailVerified: Bool { self["email_verified"] == .bool(true) }
}
