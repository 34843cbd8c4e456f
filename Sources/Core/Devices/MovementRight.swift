import API
import Wire

/// By whose right a lock is moved from afar.
package enum MovementRight: Hashable, Sendable {
  /// The workspace's own: an API key, or an operator.
  case workspace
  /// That of the identity whose client session asks.
  case session(ID<ClientSession>)
  /// That of the ACS user who owns a cloud key.
  case cloudKey(ID<AcsCredential>)
}
