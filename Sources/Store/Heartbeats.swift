package import API
import Core
package import Wire

extension Connection {
  /// The time of the last look at the site's locks and IQs.
  package func lookedAt(_ system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Instant? {
    try firstKept(
      "SELECT at FROM acs_system_looks WHERE workspace_id = ? AND acs_system_id = ? ORDER BY sequence DESC LIMIT 1",
      workspace, system
    ) { row in
      var columns = row.columns
      return columns.instant()
    }
  }
}

extension Transaction {
  /// Stores the time of a look at the site's locks and IQs. This short row is the only write while nothing changes.
  /// Does nothing if the site is gone.
  package func saveLook(at system: ID<AcsSystem>) throws {
    try run(
      """
      INSERT INTO acs_system_looks (workspace_id, acs_system_id, sequence, at)
      SELECT s.workspace_id, s.acs_system_id, (SELECT COALESCE(MAX(l.sequence), 0) + 1 FROM acs_system_looks l
        WHERE l.workspace_id = s.workspace_id AND l.acs_system_id = s.acs_system_id), ?
      FROM acs_systems s WHERE s.workspace_id = ? AND s.acs_system_id = ?
      """, now, workspaceID, system)
  }

  /// Deletes the looks from later times, after the clock was set back.
  func forgetLooksToCome(at system: ID<AcsSystem>) throws {
    try run(
      "DELETE FROM acs_system_looks WHERE workspace_id = ? AND acs_system_id = ? AND at > ?", workspaceID, system, now)
  }

  /// Deletes the looks before a moment, except the last one of each site before it.
  ///
  /// - Returns: whether there may be more.
  package func forgetLooks(before moment: Instant, limit: Int) throws -> Bool {
    try run(
      """
      DELETE FROM acs_system_looks WHERE (workspace_id, acs_system_id, sequence) IN (
        SELECT l.workspace_id, l.acs_system_id, l.sequence FROM acs_systems s JOIN acs_system_looks l
          ON l.workspace_id = s.workspace_id AND l.acs_system_id = s.acs_system_id
        WHERE s.workspace_id = ? AND l.at < ? AND EXISTS (SELECT 1 FROM acs_system_looks later
          WHERE later.workspace_id = l.workspace_id AND later.acs_system_id = l.acs_system_id
            AND later.sequence > l.sequence AND later.at <= ?) LIMIT ?)
      """, workspaceID, moment, moment, limit) == limit
  }

  /// Stores the time of the last complete sync of the site.
  package func saveSynced(_ system: ID<AcsSystem>) throws {
    try run(
      """
      INSERT INTO acs_system_heartbeats (workspace_id, acs_system_id, synced_at) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id, acs_system_id) DO UPDATE SET synced_at = excluded.synced_at
      """, workspaceID, system, now)
  }
}
