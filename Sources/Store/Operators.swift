package import API
package import Core
package import Wire

extension Connection {
  package func operators() throws -> [Operator] {
    try all("SELECT \(Operator.columns) FROM operators ORDER BY created_at, operator_id", read: Operator.read)
  }

  package func `operator`(_ id: ID<Operator>) throws -> Operator? {
    try first("SELECT \(Operator.columns) FROM operators WHERE operator_id = ?", id, read: Operator.read)
  }

  package func runs(_ person: ID<Operator>, _ workspace: ID<Workspace>) throws -> Bool {
    try first(
      "SELECT 1 FROM operator_workspaces WHERE operator_id = ? AND workspace_id = ?", person, workspace,
      read: { _ in true }) ?? false
  }
}

extension Transaction {
  package func insert(_ person: Operator) throws {
    try insertRow(person)
  }

  /// Gives an operator access to a workspace.
  package func add(_ workspace: ID<Workspace>, to person: ID<Operator>) throws {
    try run(
      """
      INSERT INTO operator_workspaces (operator_id, workspace_id) VALUES (?, ?)
      ON CONFLICT (operator_id, workspace_id) DO NOTHING
      """, person, workspace)
  }

  /// Revokes an operator's access to a workspace. From then on the operator's tokens get 401 there.
  ///
  /// - Returns: whether the operator had access.
  package func remove(_ workspace: ID<Workspace>, from person: ID<Operator>) throws -> Bool {
    try run("DELETE FROM operator_workspaces WHERE operator_id = ? AND workspace_id = ?", person, workspace) > 0
  }
}

extension Operator: Stored {
  static let table = Table<Operator>("operators")

  static func row(_ column: inout some ColumnVisitor<Operator>) -> Operator {
    Operator(
      id: column(key: "operator_id", \.id), name: column(once: "name", \.name),
      createdAt: column(once: "created_at", \.createdAt))
  }
}
