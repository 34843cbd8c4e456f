package import API
import Core
package import Wire

/// The types of resources that belong to one person. A card is not among them, since the next guest gets it too. What
/// the audit has of a PIN or a mobile key also names its ACS user.
private let personalTypes: Set = [
  "acs_user", "access_grant", "access_method", "requested_access_method", "access_code", "client_session",
  "instant_key", "enrollment_automation", "device",
]

/// What was found about a person whom the audit erases.
package struct ErasedPerson: Sendable {
  /// The IDs of the person's identities and resources.
  package var ids: Set<String>
  /// Whether the audit has entries about them.
  package var isInAudit: Bool
}

extension Transaction {
  /// Deletes the texts that the audit recorded about people. Their entries, and the chain, stay.
  ///
  /// - Parameter people: the identities of one person. Former resources of an identity are found by the entries.
  package func eraseAudit(of people: [ID<UserIdentity>]) throws -> ErasedPerson {
    draft.forgetsTexts = true
    var known = Set(people.map(\.text)).union(try currentResources(of: people))
    var pending = known
    var entries: [Int: AuditEntryRecord] = [:]
    while !pending.isEmpty {
      var news: Set<String> = []
      for entry in try auditEntries(about: Array(pending)) {
        entries[entry.sequence] = entry
        for record in entry.records where record.name != AuditedRecord.request && record.isAbout(known) {
          news.formUnion(record.belongings.filter { !known.contains($0) })
        }
      }
      known.formUnion(news)
      pending = news
    }
    for entry in entries.values { try erase(known, in: entry) }
    try eraseRunRecords(of: Array(known))
    try eraseGroupNames(of: Array(known))
    return ErasedPerson(ids: known, isInAudit: !entries.isEmpty)
  }

  /// The resources that identities have now. The audit may no longer have the entries about them.
  private func currentResources(of people: [ID<UserIdentity>]) throws -> Set<String> {
    func ids(_ column: String, of table: String, _ conditions: Conditions) throws -> [String] {
      try all("SELECT \(column) FROM \(table) WHERE \(conditions.sql)", conditions.values) { row in
        var columns = row.columns
        return columns.text()
      }
    }
    var owned = Conditions("workspace_id = ?", workspaceID)
    owned.among(people, column: "user_identity_id")
    var granted = Conditions("workspace_id = ?", workspaceID)
    granted.add(
      "access_grant_id IN (SELECT access_grant_id FROM access_grants WHERE \(owned.sql))", all: owned.values)
    let found =
      try ids("acs_user_id", of: "acs_users", owned) + ids("access_grant_id", of: "access_grants", owned)
      + ids("device_id", of: "phones", owned) + ids("access_method_id", of: "access_methods", granted)
      + ids("access_code_id", of: "access_codes", granted)
    return Set(found)
  }

  private func auditEntries(about ids: [String]) throws -> [AuditEntryRecord] {
    var found: [AuditEntryRecord] = []
    for start in stride(from: 0, to: ids.count, by: 500) {
      var subjects = Conditions("workspace_id = ?", workspaceID)
      subjects.among(Array(ids[start..<min(start + 500, ids.count)]), column: "subject_id")
      var conditions = Conditions("workspace_id = ?", workspaceID)
      conditions.add(
        "sequence IN (SELECT sequence FROM audit_subjects WHERE \(subjects.sql))", all: subjects.values)
      found += try auditEntries(conditions, limit: Int(Int32.max))
    }
    return found
  }

  /// Deletes the keys and messages of records of runs that became resources of the person. A key may be the e-mail
  /// address of an imported person, and a message may repeat values.
  private func eraseRunRecords(of ids: [String]) throws {
    for start in stride(from: 0, to: ids.count, by: 500) {
      var records = Conditions("workspace_id = ?", workspaceID)
      records.among(Array(ids[start..<min(start + 500, ids.count)]), column: "resource_id")
      try run(
        "UPDATE customer_run_records SET record_key = 'erased', message = NULL WHERE \(records.sql)", records.values)
    }
  }

  /// Deletes the names of the groups that grants have or had at their sites from the history of doors. The group of a
  /// former grant is found by its member.
  private func eraseGroupNames(of ids: [String]) throws {
    for start in stride(from: 0, to: ids.count, by: 500) {
      let part = Array(ids[start..<min(start + 500, ids.count)])
      var current = Conditions("workspace_id = ? AND acs_access_group_id IS NOT NULL", workspaceID)
      current.among(part, column: "access_grant_id")
      try eraseGroupNames(
        "acs_access_group_id IN (SELECT acs_access_group_id FROM grant_groups WHERE \(current.sql))", current.values)
      var former = Conditions("workspace_id = ? AND acs_access_group_id IS NOT NULL", workspaceID)
      former.among(part, column: "acs_user_id")
      // Only groups of grants have rows with a time zone.
      try eraseGroupNames(
        """
        acs_access_group_id IN (SELECT acs_access_group_id FROM acs_user_history WHERE \(former.sql))
          AND EXISTS (SELECT 1 FROM acs_access_group_history z
            WHERE z.workspace_id = acs_access_group_history.workspace_id
              AND z.acs_entrance_id = acs_access_group_history.acs_entrance_id
              AND z.acs_access_group_id = acs_access_group_history.acs_access_group_id AND z.time_zone IS NOT NULL)
        """, former.values)
    }
  }

  private func eraseGroupNames(_ condition: String, _ values: [any SQLValue]) throws {
    var history = Conditions("workspace_id = ?", workspaceID)
    history.add(condition, all: values)
    try run("UPDATE acs_access_group_history SET group_name = 'erased' WHERE \(history.sql)", history.values)
  }

  private func erase(_ ids: Set<String>, in entry: AuditEntryRecord) throws {
    var records = entry.records
    // A session and a visitor are the person. An operator is somebody else.
    let isOwn = entry.author.reference.map { ids.contains($0) } ?? (entry.author.kind == "visitor")
    var hasErased = false
    for index in records.indices {
      let belongs =
        switch records[index].name {
        case AuditedRecord.sender: isOwn
        case AuditedRecord.request: true
        default: records[index].isAbout(ids)
        }
      if belongs, records[index].erase() { hasErased = true }
    }
    guard hasErased else { return }
    try run(
      "UPDATE audit_entries SET openings = ? WHERE workspace_id = ? AND sequence = ?", AuditTexts.openings(of: records),
      workspaceID, entry.sequence)
  }
}

extension AuditedRecord {
  /// The IDs of what belongs to the same person as the record's other subjects. An ACS user may have been linked to
  /// another person later, so only a merge names another identity of the same person.
  fileprivate var belongings: [String] {
    subjects.filter { personalTypes.contains($0.type) || name == Self.merge }.map(\.id)
  }

  fileprivate func isAbout(_ ids: Set<String>) -> Bool { subjects.contains { ids.contains($0.id) } }
}
