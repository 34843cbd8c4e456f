import API
import Wire

/// A request that its sender may send again without its being done again.
public struct IdempotentRequest: Hashable, Sendable {
  /// How long an answer is kept, by the system's clock.
  public static let life = Duration.seconds(86_400)

  public var workspaceID: ID<Workspace>
  /// Whose key it is: two callers may think of the same one.
  public var caller: String
  /// SHA-256 of the key.
  public var keyHash: String
  /// SHA-256 of what is asked for.
  public var fingerprint: String

  public init(workspaceID: ID<Workspace>, caller: String, keyHash: String, fingerprint: String) {
    self.workspaceID = workspaceID
    self.caller = caller
    self.keyHash = keyHash
    self.fingerprint = fingerprint
  }

  /// What the sealed answer is bound to.
  public var place: String { "idempotent_answer/\(workspaceID)/\(caller)/\(keyHash)" }
}
