package import API
import Wire

extension AuditEntryRecord {
  /// The entry as the API returns it.
  ///
  /// - Parameter names: the names of operators by their ID, and of keys by their public part.
  package func resource(_ names: [String: String]) -> AuditEntry {
    var writer = author.resource(name: (author.operatorID ?? author.reference).flatMap { names[$0] })
    let sender = records.first { $0.name == AuditedRecord.sender }
    writer.address = sender?.members.first { $0.name == "address" }?.to?.text
    return AuditEntry(
      sequence: sequence, occurredAt: occurredAt, author: writer, operation: operation, requestID: requestID,
      subjects: subjects.map(\.resource),
      changes: records.filter { $0.name != AuditedRecord.sender }.map(\.resource), omittedChangeCount: omittedCount,
      previousHash: previousHash, hash: hash)
  }
}

extension AuditEntryRecord.Author {
  /// The author as the API returns it, without the address.
  ///
  /// - Parameter name: the current name of the operator or key.
  package func resource(name: String?) -> AuditEntry.Author {
    let known = AuditEntry.Author.Kind(rawValue: kind)
    var author = AuditEntry.Author(known.map { Extensible.known($0) } ?? .unknown(kind))
    author.reference = reference
    author.operatorID = operatorID.map { ID($0) }
    author.name = name
    return author
  }
}

extension AuditSubject {
  fileprivate var resource: AuditEntry.Subject { AuditEntry.Subject(resourceType: type, resourceID: id) }
}

extension AuditedRecord {
  fileprivate var resource: AuditEntry.Change {
    AuditEntry.Change(
      record: name, subjects: subjects.map(\.resource), members: members,
      isErased: parts.contains { $0.opening == nil })
  }

  /// The members that were not erased, by their names.
  fileprivate var members: [AuditEntry.Member] {
    parts.flatMap { part -> [AuditEntry.Member] in
      guard let text = part.opening?.text, case .object(let members)? = try? JSON.parse(text.utf8) else { return [] }
      return members.map { AuditEntry.Member(name: $0.key, from: $0.value["from"], to: $0.value["to"]) }
    }.sorted { $0.name < $1.name }
  }
}

extension AuditChain {
  /// The result of the check as the API returns it.
  package var verification: AuditVerification {
    AuditVerification(
      isIntact: fault == nil, entryCount: count, head: head?.hash, headSequence: head?.sequence,
      faultySequence: fault?.sequence, message: fault?.message ?? "No entry was changed or removed.")
  }
}

extension AuditChain.Fault {
  fileprivate var sequence: Int? {
    switch self {
    case .missing(let sequence), .altered(let sequence): sequence
    case .cut: nil
    }
  }

  fileprivate var message: String {
    switch self {
    case .missing(let sequence): "Entry \(sequence) is missing."
    case .altered(let sequence): "Entry \(sequence) was changed, or the entry before it was replaced."
    case .cut:
      "No entry has the given head: entries at the end were removed, or the head is older than the first entry."
    }
  }
}
