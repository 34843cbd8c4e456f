import API
import Core
import Wire

/// Identities that are no more, and which one stands for each.
extension Connection {
  /// The identity that stands for a merged one; nil for one that was not merged.
  public func survivor(of merged: ID<UserIdentity>, in workspace: ID<Workspace>) throws -> ID<UserIdentity>? {
    try first(
      "SELECT user_identity_id FROM merged_user_identities WHERE workspace_id = ? AND merged_user_identity_id = ?",
      workspace, merged
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// An identity's key is one of its own from now on, whoever had it before.
  public func forgetMergedKey(_ key: String, in workspace: ID<Workspace>) throws {
    try run(
      """
      UPDATE merged_user_identities SET merged_user_identity_key = NULL
      WHERE workspace_id = ? AND merged_user_identity_key = ?
      """, workspace, key)
  }

  /// Has one identity stand for another, and for all that the other stood for. What the other had must be moved before.
  public func merge(_ merged: UserIdentityRecord, into survivor: UserIdentityRecord) throws {
    let workspace = survivor.workspaceID
    try run(
      "UPDATE merged_user_identities SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?",
      survivor.id, workspace, merged.id)
    try remove(merged)
    try run(
      """
      INSERT INTO merged_user_identities (workspace_id, merged_user_identity_id, merged_user_identity_key,
        user_identity_id, sequence) VALUES (?, ?, ?, ?, ?)
      """, workspace, merged.id, merged.key, survivor.id,
      try nextSequence(of: "merged_user_identities", in: workspace))
  }

  /// Gives one identity what another has beside ACS users, phones, enrollments and guest
  /// accounts.
  public func moveBelongings(of merged: UserIdentityRecord, to survivor: UserIdentityRecord) throws {
    let workspace = survivor.workspaceID
    for table in ["client_sessions", "former_acs_users"] {
      try run(
        "UPDATE \(table) SET user_identity_id = ? WHERE workspace_id = ? AND user_identity_id = ?", survivor.id,
        workspace, merged.id)
    }
    try run(
      """
      INSERT INTO device_grants (workspace_id, user_identity_id, acs_entrance_id)
      SELECT workspace_id, ?, acs_entrance_id FROM device_grants WHERE workspace_id = ? AND user_identity_id = ?
      ON CONFLICT DO NOTHING
      """, survivor.id, workspace, merged.id)
    try run("DELETE FROM device_grants WHERE workspace_id = ? AND user_identity_id = ?", workspace, merged.id)
  }
}
