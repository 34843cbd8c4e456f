import Core
import Wire

/// What a column holds, for the audit.
enum AuditedContent {
  case text, number, truth, moment, identifier
  /// Secrets, and names that only the provider uses.
  case hidden

  /// A value of the column as the audit shows it. Nil for null.
  func shown(_ value: Value) -> JSON? {
    switch (self, value) {
    case (_, .null), (_, .blob): nil
    case (.truth, .integer(let number)): .bool(number != 0)
    case (.moment, .integer(let number)): .string(Instant(microseconds: number).description)
    case (_, .integer(let number)): .int(Int(number))
    case (_, .real(let number)): .double(number)
    case (_, .text(let text)): .string(text)
    }
  }
}

/// The columns of a table that the audit records.
struct AuditedTable: Sendable {
  private struct Column: Sendable {
    let name: String
    let content: AuditedContent
    /// The position among the written columns.
    let index: Int
  }

  private let name: String
  /// The names of the columns.
  let names: [String]
  private let members: [Column]
  /// The types of the resources that a row is about, each with the position of its ID among the written columns.
  private let subjects: [(type: String, index: Int)]
  /// Selects the members of one row.
  let former: String?

  /// - Parameters:
  ///   - written: the columns in the order in which they are written.
  ///   - keys: the columns that identify a row.
  /// - Returns: nil for tables that hold only what was observed, or what follows from other tables.
  init?(_ table: String, written: [(name: String, content: AuditedContent)], keys: [String]) {
    if unauditedTables.contains(table) { return nil }
    name = singular(table)
    let columns: [Column] = written.enumerated().compactMap { index, column in
      // In any other table it says where the row belongs, and not what it is about.
      let isWorkspace = table == "workspaces" && column.name == "workspace_id"
      let isShown = column.content != .hidden && (isWorkspace || !isUnaudited(column.name))
      return isShown ? Column(name: column.name, content: column.content, index: index) : nil
    }
    names = columns.map(\.name)
    members = columns.filter { !keys.contains($0.name) }
    subjects = columns.filter { $0.content == .identifier && $0.name.hasSuffix("_id") }
      .map { (type: String($0.name.dropLast(3)), index: $0.index) }
    let condition = keys.map { "\($0) = ?" }.joined(separator: " AND ")
    let isKeyed = !keys.isEmpty && !members.isEmpty
    former = isKeyed ? "SELECT \(members.map(\.name).joined(separator: ", ")) FROM \(table) WHERE \(condition)" : nil
  }

  /// The values of a row that ``former`` selects.
  func values(_ row: Row) -> [Value] {
    var cells = row.columns
    return members.map { _ in cells.next().value }
  }

  /// The change of a row.
  ///
  /// - Parameters:
  ///   - before: the former values. Nil for a new row.
  ///   - written: the values of all written columns.
  func change(from before: [Value]?, to written: [any SQLValue]) -> AuditDraft.Change {
    var changed = AuditedMembers()
    for (position, column) in members.enumerated() {
      let (value, former) = (written[column.index].sqlValue, before?[position] ?? .null)
      if value == former || before == nil && value == .integer(0) { continue }
      let isPersonal = column.content == .text
      changed.note(
        column.name, from: column.content.shown(former), to: column.content.shown(value), isPersonal: isPersonal)
    }
    let found = subjects.compactMap { subject -> AuditSubject? in
      guard case .text(let id) = written[subject.index].sqlValue else { return nil }
      return AuditSubject(type: subject.type, id: id)
    }
    return AuditDraft.Change(name: name, subjects: found, members: changed)
  }
}

extension Cell {
  /// The value as it is stored.
  fileprivate var value: Value {
    if isNull { return .null }
    return isText ? .text(text ?? "") : .integer(integer)
  }
}

private func singular(_ table: String) -> String {
  if table.hasSuffix("ies") { return String(table.dropLast(3)) + "y" }
  return table.hasSuffix("s") ? String(table.dropLast()) : table
}

private func isUnaudited(_ column: String) -> Bool {
  column.hasPrefix("observed_") || column.hasPrefix("sealed_") || column.hasSuffix("_hash")
    || unauditedColumns.contains(column) || AuditedMembers.isSecret(column)
}

/// Tables of what was observed, of what follows from other tables, of work in progress, and of the audit.
private let unauditedTables: Set = [
  "acs_access_groups", "acs_entrances", "action_attempts", "audit_entries", "clock_requests", "customer_run_records",
  "customer_runs", "grant_groups", "guest_accounts", "instant_key_uses", "site_users", "webhook_attempts",
  "webhook_deliveries",
]

/// Columns that number rows, drive the work of the server, or hold what was observed.
private let unauditedColumns: Set = [
  "added_mobile_key", "added_pin", "added_tag", "attempts", "cancels_keys", "changed_at", "created_at",
  "created_by_kind", "created_by_operator_id", "created_by_reference", "failure",
  "fault", "fault_at", "follows_grants", "former_guest_person_id", "generation", "governs_pins", "governs_tags",
  "granted_at", "guest_email_address", "guest_person_id", "issued_at", "key_reported_at", "last_used_at", "lost_doors",
  "mobile_key_from", "modified_fields", "needed_from", "not_before", "open_call", "open_call_at", "own_access",
  "own_ends_at",
  "own_starts_at", "person_id", "pin_opened_at", "pin_refused_at", "pin_waits", "position", "provider_created_at",
  "pushed_modes",
  "reaches_lock_at", "refusals", "revision", "revoking_since", "search_text", "seat", "seats_almost_at",
  "seats_exceeded_at",
  "seats_limit", "seats_used", "sequence", "site_user_id", "step", "subscription_changed_at", "succession",
  "successor_person_id", "taken_until", "usable_from", "version", "was_issued", "was_scheduled", "was_set",
  "workspace_id",
]
