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
    case operatorSession(ID<OperatorSession>)
  }

  package var caller: Caller
  /// The cloud key that was used. Nil without one.
  package var cloudKey: ID<AcsCredential>?

  package init(_ caller: Caller, cloudKey: ID<AcsCredential>? = nil) {
    self.caller = caller
    self.cloudKey = cloudKey
  }

  /// The right by which the requester moves a lock. Nil if its session has no identity.
  ///
  /// - Parameter session: the requester's session, if it has one.
  package func right(with session: ClientSessionRecord?) -> MovementRight? {
    if let cloudKey { return .cloudKey(cloudKey) }
    guard case .clientSession = caller else { return .workspace }
    return session?.userIdentityID.map { .identity($0) }
  }
}
