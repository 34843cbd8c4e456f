package import API
package import Core
package import Wire

extension Connection {
  /// An ACS user, including deleted ones that still exist at the provider.
  package func acsUser(_ id: ID<AcsUser>, in workspace: ID<Workspace>) throws -> AcsUserRecord? {
    try firstKept(
      "SELECT \(AcsUserRecord.columns) FROM acs_users WHERE workspace_id = ? AND acs_user_id = ?", workspace, id,
      read: AcsUserRecord.read)
  }

  /// The identity's ACS user in a system, unless it is being deleted.
  package func acsUser(
    of identity: ID<UserIdentity>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try firstKept(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND user_identity_id = ? AND acs_system_id = ? AND is_deleted = 0
      """, workspace, identity, system, read: AcsUserRecord.read)
  }

  // The plus before the sequence in the next queries keeps the planner from scanning all users in order, since an
  // index finds the few matching ones.

  /// The ACS users of an identity that are not being deleted, in order of creation.
  package func acsUsers(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try allKept(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND user_identity_id = ? AND is_deleted = 0 ORDER BY +sequence
      """, workspace, identity, read: AcsUserRecord.read)
  }

  /// The ACS users of an identity, including those that are being deleted.
  func allAcsUsers(of identity: UserIdentityRecord) throws -> [AcsUserRecord] {
    try all(
      "SELECT \(AcsUserRecord.columns) FROM acs_users WHERE workspace_id = ? AND user_identity_id = ? ORDER BY +sequence",
      identity.workspaceID, identity.id, read: AcsUserRecord.read)
  }

  /// The ACS users of an identity that may have keys at the provider, including those that are being deleted.
  package func keyHolders(of identity: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> [AcsUserRecord] {
    try all(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND user_identity_id = ? AND observed_mobile_key = 1 ORDER BY +sequence
      """, workspace, identity, read: AcsUserRecord.read)
  }

  /// The first ACS user of a system that has this e-mail address and no identity.
  package func unlinkedAcsUser(
    emailAddress: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND lower(email_address) = ?
        AND email_address IS NOT NULL AND user_identity_id IS NULL AND is_deleted = 0
      ORDER BY +sequence LIMIT 1
      """, workspace, system, emailAddress.lowercased(), read: AcsUserRecord.read)
  }

  /// The first ACS user of a system that has this phone number and no identity.
  package func unlinkedAcsUser(
    phoneNumber: String, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> AcsUserRecord? {
    try first(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE workspace_id = ? AND acs_system_id = ? AND phone_number = ? AND phone_number IS NOT NULL
        AND user_identity_id IS NULL AND is_deleted = 0
      ORDER BY +sequence LIMIT 1
      """, workspace, system, phoneNumber, read: AcsUserRecord.read)
  }
}

extension Transaction {
  package func nextAcsUserSequence() throws -> Int {
    try nextSequence(of: "acs_users")
  }

  package func insert(_ user: AcsUserRecord) throws {
    try insertRow(user)
    try count(1, user)
    try remember(user, .wanted)
    try rememberLink(of: user, was: nil)
    try followStays(of: user, was: nil)
  }

  /// The count is kept up to date on writes, since counting on reads would scan all users of the system.
  private func count(_ change: Int, _ user: AcsUserRecord) throws {
    try run(
      "UPDATE acs_systems SET user_count = user_count + ? WHERE workspace_id = ? AND acs_system_id = ?", change,
      user.workspaceID, user.acsSystemID)
  }

  /// Stores the record, and records its changes in the history.
  package func save(_ user: AcsUserRecord, was before: AcsUserRecord) throws {
    guard user != before else { return }
    try updateRow(user)
    try rememberChange(of: user, was: before)
    try rememberLink(of: user, was: before.userIdentityID)
    try followStays(of: user, was: before)
    if user.observed?.person != before.observed?.person { try rememberPerson(of: before) }
  }

  /// Counts a change of data that the user's JSON shows beside its own.
  func countChange(of user: AcsUserRecord) throws {
    try run(
      "UPDATE acs_users SET revision = revision + 1 WHERE workspace_id = ? AND acs_user_id = ?", user.workspaceID,
      user.id)
  }

  /// Deletes a user whose person stays at the site. Later entries of the person do not belong to the user.
  package func letGo(_ user: AcsUserRecord) throws {
    var gone = user
    gone.observed = nil
    try remember(gone, .observed)
    try remove(user)
  }

  /// Deletes the user with its memberships, credentials and timetable. Its history and events stay.
  package func remove(_ user: AcsUserRecord) throws {
    try withdrawGrantGroups(of: user)
    try forgetOwnStay(of: user)
    // A card stays at the site when its holder is deleted.
    try run(
      """
      UPDATE acs_credentials SET acs_user_id = NULL, issued_at = NULL
      WHERE workspace_id = ? AND acs_user_id = ? AND tag_id IS NOT NULL
      """, user.workspaceID, user.id)
    for table in ["timetable", "acs_user_access_groups", "acs_credentials", "enrollment_automations", "acs_users"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND acs_user_id = ?", user.workspaceID, user.id)
    }
    try count(-1, user)
  }
}
