package import API
package import Core
package import Wire

extension Connection {
  /// Whether a person has the right to move a lock now. It is checked when an attempt begins, and again right
  /// before the lock is moved: in between, a session may end, a grant may be revoked, and a user may be suspended.
  package func mayMove(
    _ entrance: AcsEntranceRecord, by right: MovementRight, at now: Instant, in workspace: ID<Workspace>
  ) throws -> Bool {
    switch right {
    case .workspace: return true
    case .identity(let identity): return try mayMove(entrance, of: identity, at: now, in: workspace)
    case .cloudKey(let id):
      guard let key = try acsCredentialRow(id, in: workspace)?.credential, key.accessMethod == .cloudKey,
        let owner = key.acsUserID, let user = try acsUser(owner, in: workspace)
      else { return false }
      return try mayEnter(user, entrance.id, at: now)
    }
  }

  /// An identity may move a lock that was granted to it, and the locks of its ACS user's stay. A grant does not bypass
  /// a suspension.
  private func mayMove(
    _ entrance: AcsEntranceRecord, of identity: ID<UserIdentity>, at now: Instant, in workspace: ID<Workspace>
  ) throws -> Bool {
    let user = try acsUser(of: identity, at: entrance.acsSystemID, in: workspace)
    if let user, user.isBarred { return false }
    if try isGranted(entrance.id, to: identity, in: workspace) { return true }
    guard let user else { return false }
    return try mayEnter(user, entrance.id, at: now)
  }

  /// Whether a user is in a group that contains the entrance, within the user's own access schedule, or has an access
  /// grant to the entrance now.
  private func mayEnter(_ user: AcsUserRecord, _ entrance: ID<AcsEntrance>, at now: Instant) throws -> Bool {
    if user.isBarred { return false }
    if try opensByGrant(user.id, entrance, at: now, in: user.workspaceID) { return true }
    guard user.wanted.own.covers(now) else { return false }
    return try first(
      """
      SELECT 1 FROM acs_access_group_entrances x JOIN acs_user_access_groups m
        ON m.workspace_id = x.workspace_id AND m.acs_access_group_id = x.acs_access_group_id
      WHERE x.workspace_id = ? AND x.acs_entrance_id = ? AND m.acs_user_id = ? AND m.is_wanted = 1
        AND NOT \(isOfGrant("x.workspace_id", "x.acs_access_group_id")) LIMIT 1
      """, user.workspaceID, entrance, user.id, read: { _ in true }) ?? false
  }
}
