import API
import Core
import Wire

extension Connection {
  public func workspace(_ id: ID<Workspace>) throws -> WorkspaceRecord? {
    try first("SELECT \(workspaceColumns) FROM workspaces WHERE workspace_id = ?", id, read: workspaceRecord)
  }

  public func workspaces() throws -> [WorkspaceRecord] {
    try all("SELECT \(workspaceColumns) FROM workspaces ORDER BY created_at, workspace_id", read: workspaceRecord)
  }

  public func insert(_ workspace: WorkspaceRecord) throws {
    try run(
      "INSERT INTO workspaces (\(workspaceColumns)) VALUES (?, ?, ?, ?, ?)", workspace.id, workspace.name,
      workspace.isSandbox, workspace.createdAt, workspace.clockOffset.wholeMicroseconds)
  }

  /// Keeps how far a sandbox's clock is from the system's.
  public func saveClockOffset(_ offset: Duration, of workspace: ID<Workspace>) throws {
    try run(
      "UPDATE workspaces SET clock_offset = ? WHERE workspace_id = ? AND is_sandbox = 1", offset.wholeMicroseconds,
      workspace)
  }
}

private let workspaceColumns = "workspace_id, name, is_sandbox, created_at, clock_offset"

private func workspaceRecord(_ row: Row) throws -> WorkspaceRecord {
  var columns = row.columns
  return WorkspaceRecord(
    id: columns.id(), name: columns.text(), isSandbox: columns.flag(), createdAt: columns.instant(),
    clockOffset: .microseconds(columns.integer64()))
}
