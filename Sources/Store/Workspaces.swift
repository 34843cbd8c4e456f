package import API
package import Core
package import Wire

extension Connection {
  package func workspace(_ id: ID<Workspace>) throws -> WorkspaceRecord? {
    try first("SELECT \(workspaceColumns) FROM workspaces WHERE workspace_id = ?", id, read: workspaceRecord)
  }

  package func workspaces() throws -> [WorkspaceRecord] {
    try all("SELECT \(workspaceColumns) FROM workspaces ORDER BY created_at, workspace_id", read: workspaceRecord)
  }

  /// The workspaces of an operator.
  package func workspaces(of person: ID<Operator>) throws -> [WorkspaceRecord] {
    try all(
      """
      SELECT \(workspaceColumns) FROM workspaces WHERE workspace_id IN (
        SELECT workspace_id FROM operator_workspaces WHERE operator_id = ?) ORDER BY created_at, workspace_id
      """, person, read: workspaceRecord)
  }

  /// Whether a workspace is suspended.
  package func isSuspended(_ workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM workspaces WHERE workspace_id = ? AND is_suspended = 1", workspace, read: { _ in true }) ?? false
  }
}

extension Transaction {
  /// Stores a new or changed workspace.
  package func save(_ workspace: WorkspaceRecord) throws {
    try run(
      """
      INSERT INTO workspaces (\(workspaceColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id) DO UPDATE SET name = excluded.name,
        connect_partner_name = excluded.connect_partner_name, customization = excluded.customization,
        is_suspended = excluded.is_suspended, takes_publishable_keys = excluded.takes_publishable_keys
      """, workspace.id, workspace.name, workspace.isSandbox, workspace.createdAt,
      workspace.clockOffset.wholeMicroseconds, workspace.connectPartnerName,
      String(decoding: workspace.customization.jsonBytes, as: UTF8.self), workspace.isSuspended,
      workspace.takesPublishableKeys)
  }

  /// Stores the offset of a sandbox's clock from the system clock.
  package func saveClockOffset(_ offset: Duration) throws {
    try run(
      "UPDATE workspaces SET clock_offset = ? WHERE workspace_id = ? AND is_sandbox = 1", offset.wholeMicroseconds,
      workspaceID)
  }
}

private let workspaceColumns = """
  workspace_id, name, is_sandbox, created_at, clock_offset, connect_partner_name, customization, is_suspended,
  takes_publishable_keys
  """

private func workspaceRecord(_ row: Row) throws -> WorkspaceRecord {
  var columns = row.columns
  var workspace = WorkspaceRecord(
    id: columns.id(), name: columns.text(), isSandbox: columns.flag(), createdAt: columns.instant(),
    clockOffset: .microseconds(columns.integer64()))
  workspace.connectPartnerName = columns.optionalText()
  workspace.customization = try WebviewCustomization(reading: try JSON.parse(columns.text().utf8))
  workspace.isSuspended = columns.flag()
  workspace.takesPublishableKeys = columns.flag()
  return workspace
}
