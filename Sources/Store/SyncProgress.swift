package import API
package import Wire

/// The progress of the sync of a site.
package struct SyncProgress: Hashable, Sendable {
  package var phase = AccountSync.Phase.idle
  /// The contents found by the last sync that has read the whole site. Nil if there was none.
  package var locks: Int?
  package var groups: Int?
  package var people: Int?
  /// The number of people who have been processed.
  package var peopleWritten = 0
  /// Why the last sync failed.
  package var problem: String?

  package init() {}
}

extension Connection {
  /// The progress of the syncs of systems. What was stored under a claim that is over counts as not running.
  ///
  /// - Returns: nothing for systems whose sites were never synced.
  package func syncProgress(
    of systems: [ID<AcsSystem>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsSystem>: SyncProgress] {
    var conditions = Conditions("p.workspace_id = ?", workspace)
    conditions.among(systems, column: "p.acs_system_id")
    let found = try all(
      """
      SELECT p.acs_system_id, CASE WHEN p.claim IS NULL OR EXISTS (SELECT 1 FROM claims c
          WHERE c.workspace_id = p.workspace_id AND c.claim = p.claim AND c.node_id IS NOT NULL
          AND (c.kind = 'account' AND c.subject_id = s.connected_account_id
            OR c.kind = 'sandbox' AND c.subject_id = s.workspace_id)) THEN p.phase ELSE 'idle' END,
        p.lock_count, p.group_count, p.person_count, p.written_person_count, p.problem
      FROM sync_progress p JOIN acs_systems s
        ON s.workspace_id = p.workspace_id AND s.acs_system_id = p.acs_system_id
      WHERE \(conditions.sql)
      """, conditions.values
    ) { row in
      var columns = row.columns
      let system = columns.id(AcsSystem.self)
      var progress = SyncProgress()
      progress.phase = AccountSync.Phase(rawValue: columns.text()) ?? .idle
      progress.locks = columns.optionalInteger64().map { Int($0) }
      progress.groups = columns.optionalInteger64().map { Int($0) }
      progress.people = columns.optionalInteger64().map { Int($0) }
      progress.peopleWritten = columns.integer()
      progress.problem = columns.optionalText()
      return (system, progress)
    }
    return Dictionary(found) { first, _ in first }
  }
}

extension Transaction {
  /// Stores the progress of the sync of a site. Does nothing if the site is gone.
  ///
  /// - Parameter claim: the claim of the node that syncs the site. Nil in a single process.
  package func save(_ progress: SyncProgress, of system: ID<AcsSystem>, under claim: Claim?) throws {
    try run(
      """
      INSERT INTO sync_progress (workspace_id, acs_system_id, phase, lock_count, group_count, person_count,
        written_person_count, problem, claim)
      SELECT s.workspace_id, s.acs_system_id, ?, ?, ?, ?, ?, ?, ? FROM acs_systems s
      WHERE s.workspace_id = ? AND s.acs_system_id = ?
      ON CONFLICT (workspace_id, acs_system_id) DO UPDATE SET phase = excluded.phase,
        lock_count = excluded.lock_count, group_count = excluded.group_count, person_count = excluded.person_count,
        written_person_count = excluded.written_person_count, problem = excluded.problem, claim = excluded.claim
      """, progress.phase.rawValue, progress.locks, progress.groups, progress.people, progress.peopleWritten,
      progress.problem, claim?.number, workspaceID, system)
  }
}
