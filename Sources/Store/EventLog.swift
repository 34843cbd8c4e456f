package import API
import Core
package import Wire

/// An event with its sequence number.
package struct LoggedEvent: Hashable, Sendable {
  package var sequence: Int
  package var type: String
  /// The event as an API resource.
  package var body: String
}

extension Connection {
  /// The events after a sequence number, in order.
  ///
  /// - Parameter types: only these types. Nil for all.
  package func events(
    after sequence: Int, types: [String]?, limit: Int, in workspace: ID<Workspace>
  ) throws -> [LoggedEvent] {
    var conditions = Conditions("workspace_id = ? AND sequence > ?", workspace, sequence)
    conditions.among(types, column: "event_type")
    return try all(
      "SELECT sequence, event_type, body FROM events WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [limit]
    ) { row in
      var columns = row.columns
      return LoggedEvent(sequence: columns.integer(), type: columns.text(), body: columns.text())
    }
  }

  /// The sequence number of the last event of a workspace.
  package func lastEventSequence(in workspace: ID<Workspace>) throws -> Int {
    try first("SELECT COALESCE(MAX(sequence), 0) FROM events WHERE workspace_id = ?", workspace) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 0
  }

  /// The sequence number of the oldest event. Nil if there is none.
  package func firstEventSequence(in workspace: ID<Workspace>) throws -> Int? {
    try first("SELECT MIN(sequence) FROM events WHERE workspace_id = ?", workspace) { row in
      var columns = row.columns
      return columns.optionalInteger64().map { Int($0) }
    } ?? nil
  }
}

extension Transaction {
  /// Deletes events from before a moment, with their waiting deliveries and entries. The last one stays, since future
  /// events are numbered from it.
  ///
  /// - Returns: whether there may be more.
  package func forgetEvents(before moment: Instant, limit: Int) throws -> Bool {
    let last = try lastEventSequence(in: workspaceID)
    let old = "workspace_id = ? AND created_at < ? AND sequence < ? ORDER BY created_at, sequence LIMIT ?"
    try run(
      "DELETE FROM entries WHERE workspace_id = ? AND event_id IN (SELECT event_id FROM events WHERE \(old))",
      workspaceID, workspaceID, moment, last, limit)
    let count = try run(
      """
      DELETE FROM events WHERE (workspace_id, sequence) IN (SELECT workspace_id, sequence FROM events WHERE \(old))
      """, workspaceID, moment, last, limit)
    guard count > 0 else { return false }
    try run(
      """
      DELETE FROM webhook_deliveries WHERE workspace_id = ? AND event_sequence < (
        SELECT MIN(sequence) FROM events WHERE workspace_id = ?)
      """, workspaceID, workspaceID)
    return count == limit
  }
}
