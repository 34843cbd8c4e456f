/// Why nobody could be identified. The reasons are for the log, and name nobody.
package enum OpenIDFault: Error, Hashable, Sendable {
  /// The provider does not respond, or its response cannot be used.
  case unavailable(String)
  /// The provider could not be read a moment ago, and is not asked again for a time.
  case resting(Duration)
  /// Too many others wait for the provider.
  case busy
  /// The provider does not know the code, or it has expired or was used before.
  case codeRefused
  /// What the provider says about the person cannot be trusted.
  case untrusted(String)
}
