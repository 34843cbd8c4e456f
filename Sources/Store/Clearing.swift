import API
import Core
import Wire

extension Connection {
  /// Forgets all of a workspace but itself, who may call, where events go, and attempts to reset it. The last event stays,
  /// since the numbers of those to come are counted from it.
  ///
  /// - Parameter begun: when the reset was asked for, by the system's clock; answers to an Idempotency-Key from before
  ///   tell of what is not there any more.
  public func clear(_ workspace: ID<Workspace>, askedFor begun: Instant) throws {
    // References between the tables hold again once all of them are empty.
    try run("PRAGMA defer_foreign_keys = ON")
    for table in try clearedTables() {
      try run("DELETE FROM \(table) WHERE workspace_id = ?", workspace)
    }
    // A movement of a lock that is under way closes its attempt later.
    try run(
      "DELETE FROM action_attempts WHERE workspace_id = ? AND movement IS NOT NULL AND status <> 'pending'", workspace)
    try run("DELETE FROM idempotent_answers WHERE workspace_id = ? AND created_at < ?", workspace, begun)
    try run(
      "DELETE FROM events WHERE workspace_id = ? AND sequence < ?", workspace, try lastEventSequence(in: workspace))
  }

  /// The tables of what belongs to workspaces, also those that come to be after this was written.
  private func clearedTables() throws -> [String] {
    let tables = try all(
      """
      SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c ON c.name = 'workspace_id'
      WHERE t.type = 'table' ORDER BY t.name
      """
    ) { row in
      var columns = row.columns
      return columns.text()
    }
    let kept: Set = [
      "workspaces", "api_keys", "operator_workspaces", "access_tokens", "webhooks", "idempotent_answers",
      "action_attempts", "events",
    ]
    return tables.filter { !kept.contains($0) }
  }
}
