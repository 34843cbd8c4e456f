package import API
package import Core
package import Wire

/// A filter for lists of access codes.
package struct AccessCodeFilter: Sendable {
  package var ids: [ID<AccessCode>]?
  package var acsEntranceID: ID<AcsEntrance>?
  package var commonCodeKey: String?
  /// Only codes of managed devices, or only those of unmanaged ones. Nil for both.
  package var isManaged: Bool?
  package init() {}
}

extension Connection {
  /// - Parameter isManaged: whether its device must be managed or unmanaged. Nil for both.
  package func accessCode(
    _ id: ID<AccessCode>, in workspace: ID<Workspace>, isManaged: Bool? = nil
  ) throws -> AccessCodeRecord? {
    var conditions = Conditions("workspace_id = ? AND access_code_id = ?", workspace, id)
    conditions.device(isManaged: isManaged)
    return try all(
      "SELECT \(AccessCodeRecord.columns) FROM access_codes WHERE \(conditions.sql)", conditions.values,
      AccessCodeRecord.read
    ).first
  }

  /// Access codes in order of creation.
  package func accessCodes(
    _ filter: AccessCodeFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<AccessCodeRecord> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("sequence >= ?", ifPresent: page.from)
    conditions.among(filter.ids, column: "access_code_id")
    conditions.add("acs_entrance_id = ?", ifPresent: filter.acsEntranceID)
    conditions.add("common_code_key = ? AND common_code_key IS NOT NULL", ifPresent: filter.commonCodeKey)
    conditions.device(isManaged: filter.isManaged)
    let rows = try all(
      "SELECT \(AccessCodeRecord.columns) FROM access_codes WHERE \(conditions.sql) ORDER BY sequence LIMIT ?",
      conditions.values + [page.limit + 1], AccessCodeRecord.read)
    return PageOf(rows, limit: page.limit, sequence: \.sequence)
  }

  /// The access codes that a grant makes. None for a grant of a person.
  package func accessCodes(of grant: ID<AccessGrant>, in workspace: ID<Workspace>) throws -> [AccessCodeRecord] {
    try allKept(
      """
      SELECT \(AccessCodeRecord.columns) FROM access_codes WHERE workspace_id = ? AND access_grant_id = ?
      ORDER BY +sequence
      """, workspace, grant, read: AccessCodeRecord.read)
  }

  /// The codes of a grant that are not being deleted.
  package func liveCodes(of grant: AccessGrantRecord) throws -> [AccessCodeRecord] {
    try accessCodes(of: grant.id, in: grant.workspaceID).filter { !$0.isDeleted }
  }
}

extension Conditions {
  /// The device of an access code is managed, or unmanaged.
  fileprivate mutating func device(isManaged: Bool?) {
    guard let isManaged else { return }
    add(
      """
      \(isManaged ? "NOT EXISTS" : "EXISTS") (SELECT 1 FROM device_settings d
        WHERE d.workspace_id = access_codes.workspace_id AND d.acs_entrance_id = access_codes.acs_entrance_id
          AND d.unmanaged_at IS NOT NULL)
      """)
  }
}

extension Transaction {
  package func nextAccessCodeSequence() throws -> Int { try nextSequence(of: "access_codes") }

  package func insert(_ code: AccessCodeRecord) throws { try insertRow(code) }

  package func save(_ code: AccessCodeRecord) throws { try updateRow(code) }

  package func remove(_ code: AccessCodeRecord) throws {
    try run("DELETE FROM access_codes WHERE workspace_id = ? AND access_code_id = ?", workspaceID, code.id)
  }

  /// Appends an event about an access code.
  ///
  /// - Parameters:
  ///   - attempt: the attempt that requested it.
  ///   - complete: adds the details of this type of event.
  package func append(
    _ type: EventType, about code: AccessCodeRecord, of attempt: ID<ActionAttempt>? = nil,
    completing complete: (inout Event) throws -> Void = { _ in }
  ) throws {
    guard let device = try device(code.acsEntranceID, in: workspaceID) else { return }
    var subject = EventSubject()
    subject.deviceID = code.deviceID
    subject.connectedAccountID = device.system.connectedAccountID
    try append(type, about: subject, of: attempt) { event in
      event.access.accessCodeID = code.id
      try complete(&event)
    }
  }
}

extension AccessCodeRecord: Updatable {
  static let table = Table<AccessCodeRecord>("access_codes")

  static func row(_ column: inout some ColumnVisitor<AccessCodeRecord>) -> AccessCodeRecord {
    var code = AccessCodeRecord(
      id: column(key: "access_code_id", \.id), workspaceID: column(key: "workspace_id", \.workspaceID),
      sequence: column(once: "sequence", \.sequence), createdAt: column(once: "created_at", \.createdAt),
      accessGrantID: column(once: "access_grant_id", \.accessGrantID),
      acsEntranceID: column(once: "acs_entrance_id", \.acsEntranceID), name: column("name", \.name),
      commonCodeKey: column("common_code_key", \.commonCodeKey))
    code.isExternalModificationAllowed = column(
      "is_external_modification_allowed", \.isExternalModificationAllowed)
    code.isDeleted = column("is_deleted", \.isDeleted)
    code.wasScheduled = column("was_scheduled", \.wasScheduled)
    code.wasSet = column("was_set", \.wasSet)
    code.reachesLockAt = column("reaches_lock_at", \.reachesLockAt)
    let change: String? = column("external_change") { $0.externalChange?.rawValue }
    code.externalChange = change.flatMap(AccessCodeExternalChange.init(rawValue:))
    code.externallyChangedAt = column("externally_changed_at", \.externallyChangedAt)
    let fields: String? = column("modified_fields") { $0.modifiedFields.map { storedText($0) } }
    code.modifiedFields = fields.map { changedFields(stored: $0) }
    return code
  }
}

/// The stored form of changed fields: JSON.
private func storedText(_ fields: [AccessCodeModifiedField]) -> String {
  String(decoding: JSON.array(fields.map(\.stored)).bytes, as: UTF8.self)
}

private func changedFields(stored text: String) -> [AccessCodeModifiedField] {
  guard case .array(let items)? = try? JSON.parse(text.utf8) else { return [] }
  return items.map { AccessCodeModifiedField($0["field"]?.text ?? "", from: $0["from"]?.text, to: $0["to"]?.text) }
}

extension AccessCodeModifiedField {
  fileprivate var stored: JSON {
    func value(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
    return .object(["field": .string(field), "from": value(from.optional), "to": value(to.optional)])
  }
}
