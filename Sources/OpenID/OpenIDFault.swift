/// Why nobody could be identified. The reasons are for the log, and name nobody.
package enum OpenIDFault: Error, Hashable, Sendable {
  /// The provider does not respond, or its response cannot be used.
  case unavailable(String)
  /// The provider does not know the code, or it has expired or was used before.
  case codeRefused
  /// What the provider says about the person cannot be trusted.
  case untrusted(String)
}
