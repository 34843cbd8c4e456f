import Core
import Wire

/// What a transaction has changed so far, for its audit entry.
struct AuditDraft {
  /// The maximum number of changed records of an entry.
  static let recordMax = 200

  struct Change {
    var name: String
    var subjects: [AuditSubject]
    var members: AuditedMembers
  }

  private(set) var changes: [Change] = []
  private(set) var omittedCount = 0
  /// The number of changed rows, including those of records that are not noted.
  var rowCount = 0
  /// Whether texts enter the chain without being stored, since the person whom they are about is being erased.
  var forgetsTexts = false

  /// Whether the call is recorded even if no row changes here.
  var isCalled = false

  var hasChanges: Bool { !changes.isEmpty }
  var isFull: Bool { changes.count >= Self.recordMax }

  mutating func note(_ change: Change) {
    if change.members.isEmpty { return }
    if isFull { omit() } else { changes.append(change) }
  }

  /// Counts a change beyond the limit.
  mutating func omit() { omittedCount += 1 }

  /// The records of the entry: the caller's address, the parameters of the call, and the changes.
  func records(of author: Author, asking call: AuditedCall?, salt: () -> String) -> [AuditedRecord] {
    var records: [AuditedRecord] = []
    if let address = author.address {
      var members = AuditedMembers()
      members.note("address", from: nil, to: .string(address.text), isPersonal: true)
      records.append(AuditedRecord(name: AuditedRecord.sender, subjects: [], parts: members.parts(salt: salt)))
    }
    if let call {
      let known = changes.reduce(into: Set<String>()) { $0.formUnion($1.members.names) }
      let members = AuditedMembers(of: call.parameters, without: known)
      records.append(
        AuditedRecord(
          name: AuditedRecord.request, subjects: AuditSubject.subjects(of: call.parameters),
          parts: members.parts(salt: salt)))
    }
    for change in changes {
      var record = AuditedRecord(
        name: change.name, subjects: change.subjects, parts: change.members.parts(salt: salt))
      if forgetsTexts { _ = record.erase() }
      records.append(record)
    }
    return records
  }
}
