package import API
package import Wire

/// What the reconciler of a site works on.
package enum Subject: Hashable, Sendable {
  case user(ID<AcsUser>)
  case group(ID<GrantGroup>)

  /// The user. Nil for a group.
  package var user: ID<AcsUser>? { if case .user(let id) = self { id } else { nil } }
}
