package import API
package import Core
package import Wire

extension Connection {
  package func workspace(_ id: ID<Workspace>) throws -> WorkspaceRecord? {
    try firstKept(
      "SELECT \(WorkspaceRecord.columns) FROM workspaces WHERE workspace_id = ?", id, read: WorkspaceRecord.read)
  }

  package func workspaces() throws -> [WorkspaceRecord] {
    try all(
      "SELECT \(WorkspaceRecord.columns) FROM workspaces ORDER BY created_at, workspace_id", read: WorkspaceRecord.read)
  }

  /// The workspaces of an operator.
  package func workspaces(of person: ID<Operator>) throws -> [WorkspaceRecord] {
    try all(
      """
      SELECT \(WorkspaceRecord.columns) FROM workspaces WHERE workspace_id IN (
        SELECT workspace_id FROM operator_workspaces WHERE operator_id = ?) ORDER BY created_at, workspace_id
      """, person, read: WorkspaceRecord.read)
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
    ring(.callers)
    try saveRow(workspace)
  }

  /// Stores the offset of a sandbox's clock from the system clock.
  ///
  /// - Parameter moment: where the clock stands until it is stored again. Nil if it runs.
  package func saveClockOffset(_ offset: Duration, standingAt moment: Instant? = nil) throws {
    try run(
      """
      UPDATE workspaces SET clock_offset = ?, clock_stands_at = ?, clock_moves = clock_moves + 1
      WHERE workspace_id = ? AND is_sandbox = 1
      """, offset.wholeMicroseconds, moment, workspaceID)
    ring(.clocks)
  }
}

extension WorkspaceRecord: Updatable {
  static let table = Table<WorkspaceRecord>("workspaces")

  static func row(_ column: inout some ColumnVisitor<WorkspaceRecord>) throws -> WorkspaceRecord {
    var workspace = WorkspaceRecord(
      id: column(key: "workspace_id", \.id), name: column("name", \.name),
      isSandbox: column(once: "is_sandbox", \.isSandbox), createdAt: column(once: "created_at", \.createdAt),
      clockOffset: .microseconds(column(once: "clock_offset", \.clockOffset.wholeMicroseconds)))
    workspace.connectPartnerName = column("connect_partner_name", \.connectPartnerName)
    workspace.isSuspended = column("is_suspended", \.isSuspended)
    workspace.takesPublishableKeys = column("takes_publishable_keys", \.takesPublishableKeys)
    let customization = column("customization") { String(decoding: $0.customization.jsonBytes, as: UTF8.self) }
    workspace.customization = try WebviewCustomization(reading: try JSON.parse(customization.utf8))
    return workspace
  }
}
