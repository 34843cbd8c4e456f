package import API
package import Wire

/// The requester of a movement, and the right used. It is stored with the attempt, so that both can be checked again
/// right before the lock moves.
package struct MovementRequester: Hashable, Sendable {
  package enum Caller: Hashable, Sendable {
    /// The short part of the key, which is not secret.
    case apiKey(shortToken: String)
    case personalAccessToken(shortToken: String)
    case clientSession(ID<ClientSession>)
  }

  package var caller: Caller
  /// The cloud key that was used. Nil without one.
  package var cloudKey: ID<AcsCredential>?

  package init(_ caller: Caller, cloudKey: ID<AcsCredential>? = nil) {
    self.caller = caller
    self.cloudKey = cloudKey
  }

  package var right: MovementRight {
    if let cloudKey { return .cloudKey(cloudKey) }
    if case .clientSession(let session) = caller { return .session(session) }
    return .workspace
  }
}
