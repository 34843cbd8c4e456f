package import API
import Core
package import Wire

extension Connection {
  /// When the last access grant of an identity ends, which is when its instant keys end. Nil if it has no grant with a
  /// mobile key. A grant without an end never ends.
  package func instantKeyEnd(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> Instant? {
    if try mobileMethods(of: identity, in: workspace).isEmpty { return nil }
    return try all(
      "SELECT ends_at FROM access_grants WHERE workspace_id = ? AND user_identity_id = ? AND is_deleted = 0", workspace,
      identity
    ) { row in
      var columns = row.columns
      return columns.optionalInstant() ?? .latest
    }.max()
  }

  /// When the last access grant with a mobile key of an identity ends. Nil if it has no such grant.
  package func mobileKeyEnd(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> Instant? {
    try mobileMethods(of: identity, in: workspace).map { $0.endsAt ?? .latest }.max()
  }

  /// The mobile keys of an identity's grants that are not being deleted.
  private func mobileMethods(
    of identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> [(id: ID<AccessMethod>, endsAt: Instant?)] {
    try allKept(
      """
      SELECT m.access_method_id, g.ends_at FROM access_grants g JOIN access_methods m
        ON m.workspace_id = g.workspace_id AND m.access_grant_id = g.access_grant_id
      WHERE g.workspace_id = ? AND g.user_identity_id = ? AND g.is_deleted = 0 AND m.mode = 'mobile_key'
      """, workspace, identity
    ) { row in
      var columns = row.columns
      return (id: columns.id(AccessMethod.self), endsAt: columns.optionalInstant())
    }
  }

  /// The keys of an identity that ended with their grant.
  fileprivate func endedInstantKeys(
    of identity: ID<UserIdentity>, among keys: [InstantKeyRecord], in workspace: ID<Workspace>
  ) throws -> Set<ID<InstantKey>> {
    let methods = Set(try mobileMethods(of: identity, in: workspace).map(\.id))
    let ended = keys.filter { key in key.accessMethodID.map { !methods.contains($0) } ?? methods.isEmpty }
    return Set(ended.map(\.id))
  }
}

extension Transaction {
  /// Adapts the instant keys of an identity to its access grants: a key ends with its grant, and the others live as long
  /// as the last grant.
  func followInstantKeys(of identity: ID<UserIdentity>) throws {
    let keys = try instantKeys(of: identity, in: workspaceID)
    if keys.isEmpty { return }
    let ended = try endedInstantKeys(of: identity, among: keys, in: workspaceID)
    let end = try instantKeyEnd(of: identity, in: workspaceID)
    let found = try clientSessions(of: identity, in: workspaceID)
    let sessions = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    for key in keys {
      guard var session = sessions[key.clientSessionID] else { continue }
      if ended.contains(key.id) {
        try remove(session)
        try append(.clientSessionDeleted, about: .of(session))
      } else if let end, session.expiresAt != end, session.expiresAt > now || end > now {
        // A session that was valid until now has not ended earlier, whichever grant was deleted.
        session.expiresAt = max(end, now)
        try save(session)
      }
    }
  }
}
