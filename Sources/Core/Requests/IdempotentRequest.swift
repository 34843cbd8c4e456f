package import API
package import Wire

/// A request that its sender may send again without its being done again.
package struct IdempotentRequest: Hashable, Sendable {
  /// How long an answer is kept, by the system's clock.
  package static let life = Duration.seconds(86_400)

  package var workspaceID: ID<Workspace>
  /// Whose key it is: two callers may think of the same one.
  package var caller: String
  /// SHA-256 of the key.
  package var keyHash: String
  /// SHA-256 of what is asked for.
  package var fingerprint: String

  package init(workspaceID: ID<Workspace>, caller: String, keyHash: String, fingerprint: String) {
    self.workspaceID = workspaceID
    self.caller = caller
    self.keyHash = keyHash
    self.fingerprint = fingerprint
  }

  /// What the sealed answer is bound to.
  package var place: String { "idempotent_answer/\(workspaceID)/\(caller)/\(keyHash)" }
}
