import API
import Core
import Wire

extension Transaction {
  /// The next sequence number in a workspace. There is only one writer, so numbers are unique.
  func nextSequence(of table: String) throws -> Int {
    try first("SELECT COALESCE(MAX(sequence), 0) + 1 FROM \(table) WHERE workspace_id = ?", workspaceID) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 1
  }

  /// The number of the next event. It is read for the first event of a change, and counted for the others: the last
  /// event is never deleted.
  func nextEventSequence() throws -> Int {
    let next = try lastEvent.map { $0 + 1 } ?? nextSequence(of: "events")
    lastEvent = next
    return next
  }
}
