package import API
import Core
package import Wire

/// Locks granted to identities directly, without a stay.
extension Connection {
  package func isGranted(
    _ entrance: ID<AcsEntrance>, to identity: ID<UserIdentity>, in workspace: ID<Workspace>
  ) throws -> Bool {
    try first(
      "SELECT 1 FROM device_grants WHERE workspace_id = ? AND user_identity_id = ? AND acs_entrance_id = ?", workspace,
      identity, entrance, read: { _ in true }) ?? false
  }
}

extension Transaction {
  package func grant(_ entrance: ID<AcsEntrance>, to identity: ID<UserIdentity>) throws {
    try run(
      """
      INSERT INTO device_grants (\(grantColumns)) VALUES (?, ?, ?, ?)
      ON CONFLICT (workspace_id, user_identity_id, acs_entrance_id) DO NOTHING
      """, workspaceID, identity, entrance, now)
  }

  /// Revokes the grants of an identity: one lock, those of one system, or all.
  package func revokeGrants(
    of entrance: ID<AcsEntrance>? = nil, within system: ID<AcsSystem>? = nil, from identity: ID<UserIdentity>
  ) throws {
    var conditions = Conditions("workspace_id = ? AND user_identity_id = ?", workspaceID, identity)
    conditions.add("acs_entrance_id = ?", ifPresent: entrance)
    if let system {
      conditions.add(
        "acs_entrance_id IN (SELECT acs_entrance_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ?)",
        all: [workspaceID, system])
    }
    try run(
      """
      INSERT INTO ended_device_grants (\(endedGrantColumns))
      SELECT workspace_id, user_identity_id, acs_entrance_id,
        \(lastSequence(in: "ended_device_grants", of: "g.user_identity_id", "acs_entrance_id", row: "g")) + 1, granted_at, ?
      FROM device_grants g WHERE \(conditions.sql)
      """, [now] + conditions.values)
    try run("DELETE FROM device_grants WHERE \(conditions.sql)", conditions.values)
  }

  /// Moves the grants of one identity to another. Of two grants of one lock the older stays.
  func moveDeviceGrants(of merged: ID<UserIdentity>, to survivor: ID<UserIdentity>) throws {
    try run(
      """
      INSERT INTO device_grants (\(grantColumns))
      SELECT workspace_id, ?, acs_entrance_id, granted_at FROM device_grants
      WHERE workspace_id = ? AND user_identity_id = ?
      ON CONFLICT (workspace_id, user_identity_id, acs_entrance_id)
        DO UPDATE SET granted_at = excluded.granted_at WHERE excluded.granted_at < device_grants.granted_at
      """, survivor, workspaceID, merged)
    try run(
      """
      INSERT INTO ended_device_grants (\(endedGrantColumns))
      SELECT workspace_id, ?, acs_entrance_id,
        sequence + \(lastSequence(in: "ended_device_grants", of: "?", "acs_entrance_id", row: "g")), granted_at, revoked_at
      FROM ended_device_grants g WHERE workspace_id = ? AND user_identity_id = ?
      """, survivor, survivor, workspaceID, merged)
    for table in ["device_grants", "ended_device_grants"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND user_identity_id = ?", workspaceID, merged)
    }
  }
}

/// The columns of `device_grants`.
private let grantColumns = "workspace_id, user_identity_id, acs_entrance_id, granted_at"

/// The columns of `ended_device_grants`.
private let endedGrantColumns = "workspace_id, user_identity_id, acs_entrance_id, sequence, granted_at, revoked_at"
