import API
import Core
import Wire

// A row of `person_stays` repeats what users, grants and identities have, so that the desk finds people by their days
// and names without reading all of them. It is written with whatever it repeats.

extension Transaction {
  /// Stores the stay of an ACS user apart from its access grants, and the user's names.
  ///
  /// - Parameter before: the user before the change. Nil for a new one.
  func followStays(of user: AcsUserRecord, was before: AcsUserRecord?) throws {
    if let before, before.hasStays(like: user) { return }
    if before != nil { try forgetOwnStay(of: user) }
    try run(
      """
      INSERT INTO person_stays (\(personStayColumns)) \(ownPersonStays) AND u.workspace_id = ? AND u.acs_user_id = ?
      """, user.workspaceID, user.id)
    guard before != nil else { return }
    try run(
      """
      UPDATE person_stays SET user_text = \(textOfUser)
      WHERE workspace_id = ? AND acs_user_id = ? AND user_text IS DISTINCT FROM \(textOfUser)
      """, user.workspaceID, user.id)
  }

  /// Deletes the stay of an ACS user apart from its access grants.
  func forgetOwnStay(of user: AcsUserRecord) throws {
    try run(
      "DELETE FROM person_stays WHERE workspace_id = ? AND acs_user_id = ? AND access_grant_id = ''", user.workspaceID,
      user.id)
  }

  /// Stores the stays of an access grant, which has none once it is deleted.
  func followStays(of grant: AccessGrantRecord) throws {
    try run(
      """
      DELETE FROM person_stays WHERE workspace_id = ? AND access_grant_id = ? AND acs_user_id NOT IN (
        SELECT q.acs_user_id FROM (\(grantedPersonStays) AND g.workspace_id = ? AND g.access_grant_id = ?) q)
      """, grant.workspaceID, grant.id, grant.workspaceID, grant.id)
    try run(
      """
      INSERT INTO person_stays (\(personStayColumns)) \(grantedPersonStays)
        AND g.workspace_id = ? AND g.access_grant_id = ?
      ON CONFLICT (workspace_id, acs_user_id, access_grant_id) DO UPDATE SET \(changedStay.set)
      WHERE \(changedStay.differs)
      """, grant.workspaceID, grant.id)
  }

  /// Stores the names of an identity with its stays.
  func followNames(of identity: UserIdentityRecord) throws {
    try run(
      """
      UPDATE person_stays SET identity_text = \(textOfIdentity)
      WHERE workspace_id = ? AND user_identity_id = ? AND user_identity_id IS NOT NULL
        AND identity_text IS DISTINCT FROM \(textOfIdentity)
      """, identity.workspaceID, identity.id)
  }

  /// Moves the stays of a merged identity to its survivor.
  func moveStays(of merged: UserIdentityRecord, to survivor: UserIdentityRecord) throws {
    try run(
      """
      UPDATE person_stays SET user_identity_id = ?
      WHERE workspace_id = ? AND user_identity_id = ? AND user_identity_id IS NOT NULL
      """, survivor.id, survivor.workspaceID, merged.id)
    try followNames(of: survivor)
  }
}

/// The names of a stay's user.
private let textOfUser = """
  (SELECT u.search_text FROM acs_users u
    WHERE u.workspace_id = person_stays.workspace_id AND u.acs_user_id = person_stays.acs_user_id)
  """

/// The names of a stay's identity.
private let textOfIdentity = """
  (SELECT i.search_text FROM user_identities i
    WHERE i.workspace_id = person_stays.workspace_id AND i.user_identity_id = person_stays.user_identity_id)
  """

/// What a stay that is stored again sets, and whether that differs from the stored row.
private let changedStay: (set: String, differs: String) = {
  let columns = ["acs_system_id", "user_identity_id", "starts_at", "ends_at", "user_text", "identity_text"]
  return (
    columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", "),
    columns.map { "person_stays.\($0) IS DISTINCT FROM excluded.\($0)" }.joined(separator: " OR ")
  )
}()

extension AcsUserRecord {
  /// Whether the stays repeat the same of both.
  fileprivate func hasStays(like other: AcsUserRecord) -> Bool {
    wanted.own == other.wanted.own && wanted.isDeleted == other.wanted.isDeleted
      && userIdentityID == other.userIdentityID && wanted.fullName == other.wanted.fullName
      && wanted.emailAddress == other.wanted.emailAddress && wanted.phoneNumber == other.wanted.phoneNumber
  }
}
