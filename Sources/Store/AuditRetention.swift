import API
import Core
package import Wire

extension Transaction {
  /// Deletes the entries from before a moment at the beginning of the audit. The last entry stays, since the next one
  /// includes its hash. An anchor keeps the place where the rest begins, so that it can be verified.
  ///
  /// - Returns: whether there may be more.
  package func forgetAudit(before moment: Instant, limit: Int) throws -> Bool {
    guard let head = try auditHead(in: workspaceID) else { return false }
    let old = try all(
      """
      SELECT sequence, hash, occurred_at FROM audit_entries WHERE workspace_id = ? AND sequence < ?
      ORDER BY sequence LIMIT ?
      """, workspaceID, head.sequence, limit
    ) { row in
      var columns = row.columns
      let position = AuditPosition(sequence: columns.integer(), hash: columns.text())
      return (position: position, occurredAt: columns.instant())
    }.prefix { $0.occurredAt < moment }
    guard let last = old.last?.position else { return false }
    try run(
      """
      INSERT INTO audit_anchors (workspace_id, sequence, hash) VALUES (?, ?, ?)
      ON CONFLICT (workspace_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
      """, workspaceID, last.sequence, last.hash)
    for table in ["audit_subjects", "audit_entries"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND sequence <= ?", workspaceID, last.sequence)
    }
    var members = AuditedMembers()
    members.note("forgotten_until_sequence", from: nil, to: .int(last.sequence), isPersonal: false)
    draft.note(AuditDraft.Change(name: "audit", subjects: [], members: members))
    return old.count == limit
  }
}
