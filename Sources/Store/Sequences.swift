import API
import Core
import Wire

extension Transaction {
  /// The next number in the order of creation within a workspace. Only the one writer asks, so no two get the same.
  func nextSequence(of table: String) throws -> Int {
    try first("SELECT COALESCE(MAX(sequence), 0) + 1 FROM \(table) WHERE workspace_id = ?", workspaceID) { row in
      var columns = row.columns
      return columns.integer()
    } ?? 1
  }
}
