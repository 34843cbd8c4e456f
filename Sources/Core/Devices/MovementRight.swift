package import API
package import Wire

/// The right by which a lock is moved remotely.
package enum MovementRight: Hashable, Sendable {
  /// The workspace's own: an API key, or an operator.
  case workspace
  /// The right of a client session's identity.
  case identity(ID<UserIdentity>)
  /// The right of a cloud key's owner.
  case cloudKey(ID<AcsCredential>)
}
