package import API
package import Core
package import Wire

/// Merged identities and their survivors.
extension Connection {
  /// The survivor of a merged identity. Nil if it was not merged.
  package func survivor(of merged: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> ID<UserIdentity>? {
    try first(
      "SELECT user_identity_id FROM merged_user_identities WHERE workspace_id = ? AND merged_user_identity_id = ?",
      workspace, merged
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// Resolves an ID: the survivor's if the identity was merged, or else the same.
  package func current(_ id: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> ID<UserIdentity> {
    try survivor(of: id, in: workspace) ?? id
  }

  /// Resolves several IDs, in one statement.
  package func current(_ ids: [ID<UserIdentity>], in workspace: ID<Workspace>) throws -> [ID<UserIdentity>] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(ids, column: "merged_user_identity_id")
    let survivors = try all(
      "SELECT merged_user_identity_id, user_identity_id FROM merged_user_identities WHERE \(conditions.sql)",
      conditions.values
    ) { row in
      var columns = row.columns
      return (columns.id(UserIdentity.self), columns.id(UserIdentity.self))
    }
    let survivor = Dictionary(survivors) { first, _ in first }
    return ids.map { survivor[$0] ?? $0 }
  }
}

extension Transaction {
  /// Makes a key the identity's own, even if a merged identity of the same customer had it.
  package func forgetMergedKey(_ key: String, ofCustomer customer: String?) throws {
    try run(
      """
      UPDATE merged_user_identities SET merged_user_identity_key = NULL
      WHERE workspace_id = ? AND merged_user_identity_key = ? AND COALESCE(merged_customer_key, '') = ?
      """, workspaceID, key, customer ?? "")
  }

  /// Makes one identity the survivor of another and of those merged into it. Its resources must be moved before.
  package func merge(_ merged: UserIdentityRecord, into survivor: UserIdentityRecord) throws {
    let workspace = survivor.workspaceID
    try run(
      "UPDATE merged_user_identities SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?",
      survivor.id, workspace, merged.id)
    try removeRows(of: merged)
    try run(
      """
      INSERT INTO merged_user_identities (workspace_id, merged_user_identity_id, merged_user_identity_key,
        merged_customer_key, user_identity_id, sequence) VALUES (?, ?, ?, ?, ?, ?)
      """, workspace, merged.id, merged.key, merged.customerKey, survivor.id,
      try nextSequence(of: "merged_user_identities"))
    noteMerge(of: merged.id, into: survivor.id)
  }

  /// Notes for the audit that two identities are one person, so that both can be erased after they were deleted.
  private func noteMerge(of merged: ID<UserIdentity>, into survivor: ID<UserIdentity>) {
    guard audits else { return }
    var members = AuditedMembers()
    members.note("merged_user_identity_id", from: nil, to: .string(merged.text), isPersonal: false)
    let subjects = [survivor, merged].map { AuditSubject(type: "user_identity", id: $0.text) }
    draft.note(AuditDraft.Change(name: AuditedRecord.merge, subjects: subjects, members: members))
  }

  /// Moves the resources of one identity to another, except active ACS users, phones, enrollments and guest accounts.
  package func moveBelongings(of merged: UserIdentityRecord, to survivor: UserIdentityRecord) throws {
    let workspace = survivor.workspaceID
    for table in ["client_sessions", "former_acs_users", "access_grants"] {
      try run(
        "UPDATE \(table) SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?", survivor.id,
        workspace, merged.id)
    }
    // The only remaining ACS users are those being deleted.
    try run(
      """
      UPDATE acs_users SET user_identity_id = ?, revision = revision + 1
      WHERE workspace_id = ? AND user_identity_id = ?
      """, survivor.id, workspace, merged.id)
    try moveStays(of: merged, to: survivor)
    try followInstantKeys(of: survivor.id)
    try moveRemoteRights(of: merged.id, to: survivor.id)
  }

  /// The survivor gets the history of both, so that the past is explained the same for either ID.
  package func moveLinks(of merged: UserIdentityRecord, to survivor: UserIdentityRecord) throws {
    let workspace = survivor.workspaceID
    let last =
      try first(
        """
        SELECT COALESCE(MAX(sequence), 0) FROM acs_user_links WHERE workspace_id = ? AND user_identity_id IN (?, ?)
        """, workspace, merged.id, survivor.id
      ) { row in
        var columns = row.columns
        return columns.integer()
      } ?? 0
    try run(
      """
      INSERT INTO acs_user_links (workspace_id, user_identity_id, acs_system_id, sequence, acs_user_id, at, is_linked)
      SELECT workspace_id, ?, acs_system_id, ? + ROW_NUMBER() OVER (
        PARTITION BY acs_system_id ORDER BY at, user_identity_id = ?, sequence), acs_user_id, at, is_linked
      FROM acs_user_links WHERE workspace_id = ? AND user_identity_id IN (?, ?)
      """, survivor.id, last, survivor.id, workspace, merged.id, survivor.id)
    try run(
      """
      DELETE FROM acs_user_links WHERE workspace_id = ? AND (user_identity_id = ?
        OR user_identity_id = ? AND sequence <= ?)
      """, workspace, merged.id, survivor.id, last)
  }
}
