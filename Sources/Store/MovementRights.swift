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

  /// Whether a user is in a group that contains the entrance, within the access schedule.
  private func mayEnter(_ user: AcsUserRecord, _ entrance: ID<AcsEntrance>, at now: Instant) throws -> Bool {
    guard !user.isBarred, user.wanted.schedule?.covers(now) ?? true else { return false }
    var filter = AcsEntranceFilter()
    filter.reach = .user(user.id)
    filter.ids = [entrance]
    return try !acsEntrances(filter, PageRange(from: nil, limit: 1), in: user.workspaceID).rows.isEmpty
  }
}
