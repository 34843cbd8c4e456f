import API
import Core
import Wire

extension Connection {
  /// The number of entries that one page of a search reads.
  private static let readMax = 1000
  /// The maximum number of resources whose names lead a search to their entries.
  private static let namedMax = 500

  /// The tables of resources with names, and the columns of their IDs.
  private static let namedTables = [
    "spaces": "space_id", "acs_systems": "acs_system_id", "acs_entrances": "acs_entrance_id",
    "acs_access_groups": "acs_access_group_id", "user_identities": "user_identity_id", "acs_users": "acs_user_id",
  ].sorted { $0.key < $1.key }

  /// A page of the entries in which a text is found, among the next ones that meet the conditions. No index has the texts,
  /// so a page reads only some entries: it may be short, or even empty, although others follow.
  func auditEntries(
    with text: String, _ conditions: Conditions, _ sort: AuditEntry.Sort, limit: Int, in workspace: ID<Workspace>
  ) throws -> PageOf<AuditEntryRecord> {
    let named = try resources(named: text, in: workspace) + authors(named: text, in: workspace)
    let search = AuditSearch(text, named: Set(named))
    var (readCount, foundCount) = (0, 0)
    var next: Int?
    let found = try auditRows(conditions, sort, limit: Self.readMax + 1) { row -> AuditEntryRecord? in
      if next != nil { return nil }
      let entry = try AuditEntryRecord.read(row)
      let isFound = search.finds(entry)
      if readCount == Self.readMax || isFound && foundCount == limit {
        next = entry.sequence
        return nil
      }
      readCount += 1
      if isFound { foundCount += 1 }
      return isFound ? entry : nil
    }
    return PageOf(rows: found.compactMap(\.self), next: next)
  }

  /// The IDs of resources whose current names contain a text.
  private func resources(named text: String, in workspace: ID<Workspace>) throws -> [String] {
    var selections: [String] = []
    var values: [any SQLValue] = []
    for (table, id) in Self.namedTables {
      var conditions = Conditions("workspace_id = ?", workspace)
      conditions.search(text, in: "search_text")
      selections.append("SELECT \(id) FROM \(table) WHERE \(conditions.sql)")
      values += conditions.values
    }
    return try all("\(selections.joined(separator: " UNION ALL ")) LIMIT ?", values + [Self.namedMax]) { row in
      var columns = row.columns
      return columns.text()
    }
  }

  /// The IDs of operators and keys whose current names contain a text, and the public parts of the keys. Operators may
  /// have left the workspace.
  private func authors(named text: String, in workspace: ID<Workspace>) throws -> [String] {
    let folded = foldedText(text)
    let known = try all(
      """
      SELECT operator_id, name FROM operators UNION ALL SELECT short_token, name FROM api_keys WHERE workspace_id = ?
      UNION ALL SELECT api_key_id, name FROM api_keys WHERE workspace_id = ?
      """, workspace, workspace
    ) { row in
      var columns = row.columns
      return (id: columns.text(), name: columns.text())
    }
    return known.filter { foldedText($0.name).contains(folded) }.map { $0.id }
  }
}
