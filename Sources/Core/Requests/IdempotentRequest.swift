package import API
package import Wire

/// A request that its sender may repeat without repeating its effect.
package struct IdempotentRequest: Hashable, Sendable {
  /// How long a response is kept, by the system clock.
  package static let life = Duration.seconds(86_400)

  package var workspaceID: ID<Workspace>
  /// The owner of the key, since two callers may choose the same key.
  package var caller: String
  /// SHA-256 of the key.
  package var keyHash: String
  /// SHA-256 of the request.
  package var fingerprint: String

  package init(workspaceID: ID<Workspace>, caller: String, keyHash: String, fingerprint: String) {
    self.workspaceID = workspaceID
    self.caller = caller
    self.keyHash = keyHash
    self.fingerprint = fingerprint
  }

  /// The context that the sealed response is bound to.
  package var place: String { "idempotent_answer/\(workspaceID)/\(caller)/\(keyHash)" }
}
