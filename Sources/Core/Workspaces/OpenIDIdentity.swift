/// An account at an OpenID provider. Both parts together name one person for good.
package struct OpenIDAccount: Hashable, Sendable {
  package var issuer: String
  /// The provider's own name of the person.
  package var subject: String

  package init(issuer: String, subject: String) {
    self.issuer = issuer
    self.subject = subject
  }

  /// Nil unless both parts are present.
  package init?(ifPresent issuer: String?, _ subject: String?) {
    guard let issuer, let subject else { return nil }
    self.init(issuer: issuer, subject: subject)
  }
}

/// A person as an OpenID provider describes them.
package struct OpenIDIdentity: Hashable, Sendable {
  package var account: OpenIDAccount
  package var emailAddress: String?
  /// Whether the provider knows that the address is the person's.
  package var isEmailVerified: Bool

  package init(account: OpenIDAccount, emailAddress: String?, isEmailVerified: Bool) {
    self.account = account
    self.emailAddress = emailAddress
    self.isEmailVerified = isEmailVerified
  }

  /// The address by which an operator is found who was invited and has not signed in yet. Nil unless it is verified.
  ///
  /// Addresses are compared without regard to case. Some letters outside ASCII become ASCII in lower case, so that
  /// somebody else's address could look like the operator's.
  package var invitedAddress: String? {
    guard let emailAddress, isEmailVerified, emailAddress.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    return emailAddress
  }
}
