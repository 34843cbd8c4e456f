import API
import Wire

/// Who asked for a lock to be moved, and by whose right. It stands with the attempt, so that both can be asked for again
/// right before the lock moves.
package struct MovementRequester: Hashable, Sendable {
  package enum Caller: Hashable, Sendable {
    /// The part of the key by which it is found, which is no secret.
    case apiKey(shortToken: String)
    case personalAccessToken(shortToken: String)
    case clientSession(ID<ClientSession>)
  }

  package var caller: Caller
  /// The cloud key that was held to the entrance; nil without one.
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
