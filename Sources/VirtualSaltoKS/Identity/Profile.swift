import Crypto
import Foundation

/// A person's account at the identity server, created through an invitation. It is required to sign in, and so to have
/// a key on a phone.
struct Profile: Codable, Sendable {
  /// The invited address. Lookups ignore case.
  var email: String
  /// The platform user ID, the same at every site.
  var personID: String
  private var salt: String
  private var passwordHash: Data

  init(email: String, personID: String, password: String, salt: String) {
    self.email = email
    self.personID = personID
    self.salt = salt
    passwordHash = Self.hash(password, salt)
  }

  func accepts(_ password: String) -> Bool { Self.hash(password, salt) == passwordHash }

  private static func hash(_ password: String, _ salt: String) -> Data {
    Data(SHA256.hash(data: Data((salt + password).utf8)))
  }
}

/// A mail that invites a person to create an account.
struct Invitation: Codable, Sendable {
  var id: String
  var at: Int64
  var email: String
  var personID: String
  /// The token in the link of the mail.
  var token: String
  /// The user's site; nil for the first site.
  var siteID: String?
}

/// The code that an app gets from a sign-in and exchanges once for tokens.
struct AuthorizationCode: Codable, Sendable {
  var text: String
  var personID: String
  var redirectURI: String
  /// The PKCE challenge (S256).
  var challenge: String
  var scopes: [String]
  var expiresAt: Int64
  var isUsed = false
  /// The client that it was issued to; nil if it was not recorded.
  var clientID: String?
}

/// A token that renews access tokens without a limit.
struct RefreshToken: Codable, Sendable {
  var text: String
  var personID: String
  var scopes: [String]
  var isRevoked = false
  /// The client that it was issued to; nil if it was not recorded.
  var clientID: String?
}
