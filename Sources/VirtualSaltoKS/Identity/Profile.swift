import Crypto
import Foundation

/// A person's own account at the identity server, made by an invitation. Without one nobody signs in, and so nobody
/// holds a key on a phone.
struct Profile: Codable, Sendable {
  /// As it was invited; people are found by it whatever its case.
  var email: String
  /// The platform user id, the same at every site.
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

/// A mail that asks someone to make an account.
struct Invitation: Codable, Sendable {
  var id: String
  var at: Int64
  var email: String
  var personID: String
  /// What the link of the mail carries.
  var token: String
  /// The site whose user it is; nil for the first.
  var siteID: String?
}

/// What a sign-in gives to the app that asked for it, to be exchanged for tokens once.
struct AuthorizationCode: Codable, Sendable {
  var text: String
  var personID: String
  var redirectURI: String
  /// The PKCE challenge (S256).
  var challenge: String
  var scopes: [String]
  var expiresAt: Int64
  var isUsed = false
  /// For whom it was made; nil where that was not written down.
  var clientID: String?
}

/// What renews an access token for as long as its owner likes.
struct RefreshToken: Codable, Sendable {
  var text: String
  var personID: String
  var scopes: [String]
  var isRevoked = false
  /// For whom it was made; nil where that was not written down.
  var clientID: String?
}
