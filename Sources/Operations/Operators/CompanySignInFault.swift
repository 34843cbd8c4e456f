/// Why an operator could not sign in with a company account.
package enum CompanySignInFault: Error, Hashable, Sendable {
  /// The provider does not respond, or cannot be used as it is set up.
  case unavailable
  /// The provider could not be reached a moment ago, and is asked again in some seconds.
  case resting(seconds: Int)
  /// Too many people sign in at this moment.
  case busy
  /// The provider or the person refused.
  case refused
  /// The browser did not begin this sign-in, or began it too long ago, or has finished it before.
  case unknownAttempt
  /// Too many sign-ins from the sender's address failed.
  case tooMany
  /// What the provider said about the person cannot be trusted.
  case untrusted
  /// The provider does not vouch for the person's e-mail address.
  case unverified
  /// No operator has the person's e-mail address.
  case notInvited(String)
  /// The operator with the person's e-mail address signs in with another account.
  case otherAccount
}
