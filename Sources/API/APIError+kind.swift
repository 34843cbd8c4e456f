extension APIError {
  /// What an error means to the code that catches it, apart from HTTP.
  public enum Kind: Sendable {
    /// The request, or what it asks for, is not possible.
    case invalid
    /// A named resource does not exist.
    case notFound
    /// The caller must wait.
    case tooMany
    /// The request is refused for another reason, for example a missing right or a conflict.
    case refused
    /// The server or the provider failed. The request may be right.
    case failed
  }

  /// What the error means, apart from HTTP.
  public var kind: Kind {
    switch status {
    case 400: .invalid
    case 404: .notFound
    case 429: .tooMany
    case ..<500: .refused
    default: .failed
    }
  }
}
