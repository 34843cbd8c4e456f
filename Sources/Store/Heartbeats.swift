import API
import Core
import Wire

/// One row per site says when it was looked at last. It is all that is written while nothing changes.
extension Connection {
  /// When the site's locks and IQs were looked at last.
  package func lookedAt(_ system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Instant? {
    try first(
      "SELECT looked_at FROM acs_system_heartbeats WHERE workspace_id = ? AND acs_system_id = ?", workspace, system
    ) { row in
      var columns = row.columns
      return columns.optionalInstant()
    } ?? nil
  }
}

extension Transaction {
  /// Keeps when the site's locks and IQs were looked at last.
  package func saveLook(at system: ID<AcsSystem>) throws {
    try run(
      """
      INSERT INTO acs_system_heartbeats (workspace_id, acs_system_id, looked_at) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id, acs_system_id) DO UPDATE SET looked_at = excluded.looked_at
      """, workspaceID, system, now)
  }

  /// Keeps when the site was read as a whole last.
  package func saveSynced(_ system: ID<AcsSystem>) throws {
    try run(
      """
      INSERT INTO acs_system_heartbeats (workspace_id, acs_system_id, synced_at) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id, acs_system_id) DO UPDATE SET synced_at = excluded.synced_at
      """, workspaceID, system, now)
  }
}
