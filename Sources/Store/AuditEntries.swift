package import API
package import Core
package import Wire

/// A filter for lists of audit entries.
package struct AuditFilter: Sendable {
  package var authorKind: String?
  package var authorReference: String?
  package var operatorID: String?
  package var operation: String?
  package var subjectID: String?
  /// Exclusive.
  package var from: Instant?
  /// Exclusive.
  package var until: Instant?
  /// A text that the entries contain.
  package var search: String?
  package init() {}
}

extension Connection {
  /// A page of entries.
  package func auditEntries(
    _ filter: AuditFilter, _ sort: AuditEntry.Sort, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AuditEntryRecord> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add(sort == .newestFirst ? "sequence <= ?" : "sequence >= ?", ifPresent: page.from)
    conditions.add("author_kind = ?", ifPresent: filter.authorKind)
    conditions.add("author_reference = ?", ifPresent: filter.authorReference)
    conditions.add("operator_id = ?", ifPresent: filter.operatorID)
    conditions.add("operation = ?", ifPresent: filter.operation)
    try addSpan(
      of: "occurred_at", in: "audit_entries", after: filter.from, before: filter.until, in: workspace, to: &conditions)
    if let subject = filter.subjectID {
      conditions.add(
        "sequence IN (SELECT s.sequence FROM audit_subjects s WHERE s.workspace_id = ? AND s.subject_id = ?)",
        workspace, subject)
    }
    if let text = filter.search {
      return try auditEntries(with: text, conditions, sort, limit: page.limit, in: workspace)
    }
    let rows = try auditEntries(conditions, sort, limit: page.limit + 1)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// Entries after a sequence number, in order.
  package func auditEntries(
    after sequence: Int, limit: Int, in workspace: ID<Workspace>
  ) throws -> [AuditEntryRecord] {
    try auditEntries(Conditions("workspace_id = ? AND sequence > ?", workspace, sequence), limit: limit)
  }

  func auditEntries(
    _ conditions: Conditions, _ sort: AuditEntry.Sort = .oldestFirst, limit: Int
  ) throws -> [AuditEntryRecord] {
    try auditRows(conditions, sort, limit: limit) { try AuditEntryRecord.read($0) }
  }

  /// What is read from the row of each entry.
  func auditRows<T>(
    _ conditions: Conditions, _ sort: AuditEntry.Sort, limit: Int, _ read: (Row) throws -> T
  ) throws -> [T] {
    let direction = sort == .newestFirst ? "DESC" : "ASC"
    return try all(
      """
      SELECT \(AuditEntryRecord.columns) FROM audit_entries WHERE \(conditions.sql)
      ORDER BY sequence \(direction) LIMIT ?
      """, conditions.values + [limit], read)
  }

  /// The last entry that was deleted by age. Nil if none was.
  package func auditAnchor(in workspace: ID<Workspace>) throws -> AuditPosition? {
    try first("SELECT sequence, hash FROM audit_anchors WHERE workspace_id = ?", workspace, read: readPosition)
  }

  /// The last entry. Nil for an empty audit.
  package func auditHead(in workspace: ID<Workspace>) throws -> AuditPosition? {
    try first(
      "SELECT sequence, hash FROM audit_entries WHERE workspace_id = ? ORDER BY sequence DESC LIMIT 1", workspace,
      read: readPosition)
  }

  /// Whether a resource has entries after a sequence number.
  ///
  /// - Parameter requestID: the request whose own entries do not count. Nil for none.
  package func isChanged(
    _ subject: String, after sequence: Int, besides requestID: String?, in workspace: ID<Workspace>
  ) throws -> Bool {
    try first(
      """
      SELECT 1 FROM audit_subjects s
      JOIN audit_entries e ON e.workspace_id = s.workspace_id AND e.sequence = s.sequence
      WHERE s.workspace_id = ? AND s.subject_id = ? AND s.sequence > ? AND e.request_id IS DISTINCT FROM ? LIMIT 1
      """, workspace, subject, sequence, requestID
    ) { _ in true } ?? false
  }

  /// The current names of the authors of entries: of operators by their ID, and of keys by their public part.
  package func authorNames(of entries: [AuditEntryRecord], in workspace: ID<Workspace>) throws -> [String: String] {
    func names(_ sql: String, _ conditions: Conditions) throws -> [(String, String)] {
      try all(sql + conditions.sql, conditions.values) { row in
        var columns = row.columns
        return (columns.text(), columns.text())
      }
    }
    var keys = Conditions("workspace_id = ?", workspace)
    keys.among(Array(Set(entries.compactMap(\.author.reference))), column: "short_token")
    var people = Conditions("1 = 1")
    people.among(Array(Set(entries.compactMap(\.author.operatorID))), column: "operator_id")
    let found =
      try names("SELECT short_token, name FROM api_keys WHERE ", keys)
      + names("SELECT operator_id, name FROM operators WHERE ", people)
    return Dictionary(found) { first, _ in first }
  }
}

private func readPosition(_ row: Row) throws -> AuditPosition {
  var columns = row.columns
  return AuditPosition(sequence: columns.integer(), hash: columns.text())
}

extension Transaction {
  /// Whether changes of records are noted for the audit.
  var audits: Bool { author.isAudited }

  /// Records the call in the audit although it changes no row in this transaction.
  package func noteCall() { draft.isCalled = true }

  /// Notes for the audit that a resource is deleted, which its call may not say: it may name it by a key.
  func auditDeletion(of type: String, _ id: String) {
    guard audits else { return }
    var members = AuditedMembers()
    members.note("is_deleted", from: nil, to: .bool(true), isPersonal: false)
    draft.note(AuditDraft.Change(name: type, subjects: [AuditSubject(type: type, id: id)], members: members))
  }

  /// Appends what the transaction changed to the audit. The change and its entry are written together or not at all.
  func recordAudit() throws {
    guard audits, draft.hasChanges || call != nil && (draft.isCalled || draft.rowCount > 0) else { return }
    let records = draft.records(of: author, asking: call) { identifiers.salt() }
    let head = try auditHead(in: workspaceID)
    let entry = AuditEntryRecord(
      workspaceID: workspaceID, sequence: (head?.sequence ?? 0) + 1, occurredAt: now, author: author.audited,
      operation: call?.operation ?? author.standardOperation, requestID: call?.requestID, records: records,
      omittedCount: draft.omittedCount, previousHash: head?.hash ?? AuditEntryRecord.noHash)
    try insertRow(entry)
    try insertSubjects(of: entry)
  }

  private func insertSubjects(of entry: AuditEntryRecord) throws {
    var ids = entry.subjects.map(\.id)
    if entry.author.kind == "client_session", let session = entry.author.reference { ids.append(session) }
    let all = Array(Set(ids))
    for start in stride(from: 0, to: all.count, by: 200) {
      let part = all[start..<min(start + 200, all.count)]
      let rows = part.map { _ in "(?, ?, ?)" }.joined(separator: ", ")
      let values = part.flatMap { id -> [any SQLValue] in [entry.workspaceID, id, entry.sequence] }
      try post(
        "INSERT INTO audit_subjects (workspace_id, subject_id, sequence) VALUES \(rows)", values, rows: part.count)
    }
  }
}

extension AuditEntryRecord: Stored {
  static let table = Table<AuditEntryRecord>("audit_entries")

  static func row(_ column: inout some ColumnVisitor<AuditEntryRecord>) -> AuditEntryRecord {
    let workspaceID = column(key: "workspace_id", \.workspaceID)
    let sequence = column(key: "sequence", \.sequence)
    let occurredAt = column("occurred_at", \.occurredAt)
    let author = Author(
      kind: column("author_kind", \.author.kind), reference: column("author_reference", \.author.reference),
      operatorID: column("operator_id", \.author.operatorID))
    let operation = column("operation", \.operation)
    let requestID = column("request_id", \.requestID)
    let records = column("records") { AuditTexts.records(of: $0.records) }
    let openings = column("openings") { AuditTexts.openings(of: $0.records) }
    return AuditEntryRecord(
      workspaceID: workspaceID, sequence: sequence, occurredAt: occurredAt, author: author, operation: operation,
      requestID: requestID, records: column.written?.records ?? AuditTexts.records(records, openings),
      omittedCount: column("omitted_count", \.omittedCount), previousHash: column("previous_hash", \.previousHash),
      hash: column("hash", \.hash))
  }
}
