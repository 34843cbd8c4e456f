package import API
package import Wire

/// What a listener of a ``Bell`` waits for.
package enum Topic: Hashable, Sendable {
  /// The log of a workspace.
  case events(ID<Workspace>)
  /// What is due at a system.
  case work(ID<AcsSystem>)
  /// What is due at a system, with a revocation.
  case urgentWork(ID<AcsSystem>)
  /// A PIN that was created, or that will not be created soon.
  case pin(ID<AcsCredential>)
  /// All topics: something may have been missed.
  case everything
}
