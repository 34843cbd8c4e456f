package import API
package import Core
package import Wire

extension Connection {
  /// The hash of the head of each audit that a receiver has accepted last.
  package func sentAuditHeads(to url: String) throws -> [ID<Workspace>: String] {
    let rows = try all("SELECT workspace_id, hash FROM sent_audit_heads WHERE url = ?", url) { row in
      var columns = row.columns
      return (workspace: columns.id(Workspace.self), hash: columns.text())
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0.workspace, $0.hash) })
  }
}

extension Transaction {
  /// Stores that a receiver has accepted the head of the audit.
  package func noteSent(_ head: AuditPosition, to url: String) throws {
    try run(
      """
      INSERT INTO sent_audit_heads (workspace_id, url, hash) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id) DO UPDATE SET url = excluded.url, hash = excluded.hash
      """, workspaceID, url, head.hash)
  }
}
