package import API
import Core
package import Wire

extension Connection {
  /// The last identity of a user.
  package func lastIdentity(of user: ID<AcsUser>, in workspace: ID<Workspace>) throws -> ID<UserIdentity>? {
    try first(
      """
      SELECT user_identity_id FROM acs_user_links WHERE workspace_id = ? AND acs_user_id = ? AND is_linked = 1
      ORDER BY at DESC, sequence DESC LIMIT 1
      """, workspace, user
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// The identity's user in a system at a moment, including deleted ones.
  package func linkedAcsUser(
    of identity: ID<UserIdentity>, at system: ID<AcsSystem>, by moment: Instant, in workspace: ID<Workspace>
  ) throws -> ID<AcsUser>? {
    try first(
      """
      SELECT acs_user_id, is_linked FROM acs_user_links
      WHERE workspace_id = ? AND user_identity_id = ? AND acs_system_id = ? AND at <= ? ORDER BY sequence DESC LIMIT 1
      """, workspace, identity, system, moment
    ) { row in
      var columns = row.columns
      let user = columns.id(AcsUser.self)
      return columns.flag() ? user : nil
    } ?? nil
  }
}

extension Transaction {
  /// Records that a user was linked to an identity, or unlinked.
  func rememberLink(of user: AcsUserRecord, was before: ID<UserIdentity>?) throws {
    guard user.userIdentityID != before else { return }
    if let before { try rememberLink(false, user, before) }
    if let identity = user.userIdentityID { try rememberLink(true, user, identity) }
  }

  private func rememberLink(_ isLinked: Bool, _ user: AcsUserRecord, _ identity: ID<UserIdentity>) throws {
    try run(
      """
      INSERT INTO acs_user_links (workspace_id, user_identity_id, acs_system_id, sequence, acs_user_id, at, is_linked)
      VALUES (?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM acs_user_links
        WHERE workspace_id = ? AND user_identity_id = ? AND acs_system_id = ?), ?, ?, ?)
      """, user.workspaceID, identity, user.acsSystemID, user.workspaceID, identity, user.acsSystemID, user.id, now,
      isLinked)
  }
}
