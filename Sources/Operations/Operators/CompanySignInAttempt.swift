import Core
import OpenID
import Wire

/// A sign-in with a company account that a browser has begun. The browser keeps it in a sealed cookie.
struct CompanySignInAttempt: Hashable, Sendable {
  /// How long a browser may stay at the provider.
  static let life = Duration.seconds(600)
  private static let place = "company_sign_in"

  let secrets: OpenIDAttempt
  /// The page to return to.
  let back: String
  let begunAt: Instant

  init(secrets: OpenIDAttempt, back: String, begunAt: Instant) {
    self.secrets = secrets
    self.back = back
    self.begunAt = begunAt
  }

  var endsAt: Instant { begunAt + Self.life }

  func sealed(by seal: Seal) throws -> String {
    let members: [String: JSON] = [
      "state": .string(secrets.state), "nonce": .string(secrets.nonce), "verifier": .string(secrets.verifier),
      "back": .string(back), "begun_at": .int(Int(begunAt.microseconds)),
    ]
    return encodedBase64URL(try seal.sealed(JSON.object(members).bytes, place: Self.place))
  }

  /// Nil for a text that this server did not make.
  init?(_ sealed: String, by seal: Seal) {
    guard let bytes = decodedBase64URL(sealed), let opened = try? seal.opened(bytes, place: Self.place),
      let json = try? JSON.parse(opened), let state = json["state"]?.text, let nonce = json["nonce"]?.text,
      let verifier = json["verifier"]?.text, let back = json["back"]?.text, case .int(let begun)? = json["begun_at"]
    else { return nil }
    self.init(
      secrets: OpenIDAttempt(state: state, nonce: nonce, verifier: verifier), back: back,
      begunAt: Instant(microseconds: Int64(begun)))
  }
}
