import Crypto
import Foundation

/// `/connect/token`: the grants of the identity server.
extension CloudState {
  private static let accessTokenLife: Int64 = 3_600_000_000
  private static let scopes: Set<String> = ["user_api.full_access", "openid", "profile", "offline_access"]

  mutating func giveToken(_ request: VirtualRequest, now: Int64) -> Reply {
    guard request.method == "POST" else { return Reply(status: 405) }
    let form = queryItems(String(decoding: request.body, as: UTF8.self))
    switch form["grant_type"] {
    case "password": return givePasswordToken(request, form, now)
    case "authorization_code": return exchangeCode(form, now)
    case "refresh_token": return renew(form, now)
    default: return refused("unsupported_grant_type")
    }
  }

  private func refused(_ error: String) -> Reply { Reply(status: 400, json: ["error": error]) }

  /// The password grant, which requires the confidential client.
  private mutating func givePasswordToken(
    _ request: VirtualRequest, _ form: [String: String], _ now: Int64
  ) -> Reply {
    let basic = Data("\(Scenario.clientID):\(Scenario.clientSecret)".utf8).base64EncodedString()
    guard request.headers["authorization"] == "Basic \(basic)" else { return refused("invalid_client") }
    guard let person = signIn(form["username"] ?? "", form["password"] ?? "") else {
      return refused("invalid_grant")
    }
    let scopes = Set((form["scope"] ?? "").split(separator: " ").map(String.init))
    guard scopes.contains("user_api.full_access"), scopes.isSubset(of: ["user_api.full_access", "openid", "profile"])
    else { return refused("invalid_scope") }
    return tokens(for: person.personID, ["user_api.full_access"], now)
  }

  /// The account with an address and a password. In a sandbox, every address at example.com has one.
  mutating func signIn(_ email: String, _ password: String) -> Profile? {
    if let known = platform.profiles[email.lowercased()] { return known.accepts(password) ? known : nil }
    guard platform.profiles[SandboxPeople.jane] != nil, SandboxPeople.include(email, password: password) else {
      return nil
    }
    let userIDs = sites.map { _ in platform.newID() }
    welcome(
      email, personID: platform.newID(), userIDs: userIDs, salt: platform.newID(), role: "site_admin")
    return platform.profiles[email.lowercased()]
  }

  private mutating func exchangeCode(_ form: [String: String], _ now: Int64) -> Reply {
    guard let client = form["client_id"], Scenario.publicClientIDs.contains(client) else {
      return refused("invalid_client")
    }
    guard var code = form["code"].flatMap({ platform.authorizationCodes[$0] }), !code.isUsed, now < code.expiresAt,
      code.clientID ?? client == client,
      code.redirectURI == form["redirect_uri"], code.challenge == form["code_verifier"].map(challenge)
    else { return refused("invalid_grant") }
    code.isUsed = true
    platform.put(code)
    return tokens(for: code.personID, code.scopes, now, clientID: client)
  }

  private mutating func renew(_ form: [String: String], _ now: Int64) -> Reply {
    guard let client = form["client_id"], Scenario.publicClientIDs.contains(client) else {
      return refused("invalid_client")
    }
    guard let token = form["refresh_token"].flatMap({ platform.refreshTokens[$0] }), !token.isRevoked,
      token.clientID ?? client == client
    else {
      return refused("invalid_grant")
    }
    return tokens(for: token.personID, token.scopes, now, refreshToken: token.text)
  }

  private mutating func tokens(
    for person: String, _ scopes: [String], _ now: Int64, refreshToken: String? = nil,
    clientID: String? = nil
  ) -> Reply {
    let token = Token(text: "virtual-" + platform.newID(), expiresAt: now + Self.accessTokenLife, personID: person)
    platform.put(token)
    var json: [String: Any] = [
      "access_token": token.text, "expires_in": 3600, "token_type": "Bearer", "scope": scopes.joined(separator: " "),
    ]
    if let refreshToken {
      json["refresh_token"] = refreshToken
    } else if scopes.contains("offline_access") {
      let fresh = RefreshToken(
        text: "refresh-" + platform.newID(), personID: person, scopes: scopes, clientID: clientID)
      platform.put(fresh)
      json["refresh_token"] = fresh.text
    }
    return .object(json)
  }

  /// The S256 challenge of a PKCE verifier (RFC 7636).
  private func challenge(of verifier: String) -> String {
    Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  /// Validates the request for a sign-in page.
  func authorizationRequest(_ items: [String: String]) throws(AuthorizationFault) -> AuthorizationRequest {
    guard let client = items["client_id"], Scenario.publicClientIDs.contains(client) else { throw .unknownClient }
    guard let redirect = items["redirect_uri"], let url = URL(string: redirect),
      ["127.0.0.1", "localhost", "::1"].contains(url.host() ?? "") || platform.settings.redirectURIs.contains(redirect)
    else { throw .unknownRedirect }
    let scopes = (items["scope"] ?? "").split(separator: " ").map(String.init)
    guard items["response_type"] == "code", Set(scopes).isSubset(of: Self.scopes),
      scopes.contains("user_api.full_access")
    else { throw .refused(redirect, "invalid_scope") }
    guard items["code_challenge_method"] == "S256", let challenge = items["code_challenge"], !challenge.isEmpty else {
      throw .refused(redirect, "invalid_request")
    }
    return AuthorizationRequest(
      clientID: client, redirectURI: redirect, state: items["state"] ?? "", scopes: scopes, challenge: challenge)
  }
}

/// A valid request for a sign-in.
struct AuthorizationRequest {
  var clientID: String
  var redirectURI: String
  var state: String
  var scopes: [String]
  var challenge: String
}

/// Why no sign-in page is shown.
enum AuthorizationFault: Error {
  case unknownClient, unknownRedirect
  /// The app receives the error through its redirect address.
  case refused(String, String)
}
