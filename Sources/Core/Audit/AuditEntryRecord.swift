package import API
package import Wire

/// A place in the chain of a workspace.
package struct AuditPosition: Hashable, Sendable {
  package var sequence: Int
  package var hash: String

  package init(sequence: Int, hash: String) {
    self.sequence = sequence
    self.hash = hash
  }
}

/// An entry of a workspace's audit. Its hash includes the hash of the entry before it.
package struct AuditEntryRecord: Hashable, Sendable {
  /// The author of a change, without the address, which can be deleted.
  package struct Author: Hashable, Sendable {
    package var kind: String
    /// Which one of the kind: the short part of a key or token, the ID of a session, or the name of a rule.
    package var reference: String?
    package var operatorID: String?

    package init(kind: String, reference: String? = nil, operatorID: String? = nil) {
      self.kind = kind
      self.reference = reference
      self.operatorID = operatorID
    }
  }

  /// The previous hash of the first entry.
  package static let noHash = String(repeating: "0", count: 64)

  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var occurredAt: Instant
  package var author: Author
  package var operation: String
  package var requestID: String?
  package var records: [AuditedRecord]
  /// The number of changed records beyond the limit of an entry.
  package var omittedCount: Int
  package var previousHash: String
  package var hash: String

  /// - Parameter hash: the stored hash. Nil for a new entry.
  package init(
    workspaceID: ID<Workspace>, sequence: Int, occurredAt: Instant, author: Author, operation: String,
    requestID: String?, records: [AuditedRecord], omittedCount: Int, previousHash: String, hash: String? = nil
  ) {
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.occurredAt = occurredAt
    self.author = author
    self.operation = operation
    self.requestID = requestID
    self.records = records
    self.omittedCount = omittedCount
    self.previousHash = previousHash
    self.hash = hash ?? ""
    if hash == nil { self.hash = chainedHash }
  }

  package var position: AuditPosition { AuditPosition(sequence: sequence, hash: hash) }

  /// The resources of all records, each once.
  package var subjects: [AuditSubject] {
    var seen: Set<AuditSubject> = []
    return records.flatMap(\.subjects).filter { seen.insert($0).inserted }
  }

  /// The hash of everything but the values, for which their commitments stand.
  var chainedHash: String {
    var bytes = CanonicalBytes()
    bytes.append("latchkey audit entry 1")
    bytes.append(previousHash)
    bytes.append(workspaceID.text)
    bytes.append(Int64(sequence))
    bytes.append(occurredAt.microseconds)
    bytes.append(author.kind)
    bytes.append(optional: author.reference)
    bytes.append(optional: author.operatorID)
    bytes.append(operation)
    bytes.append(optional: requestID)
    bytes.append(Int64(omittedCount))
    bytes.append(Int64(records.count))
    for record in records { record.append(to: &bytes) }
    return bytes.hash
  }

  /// Whether the entry is as it was written, apart from deleted values.
  var isSound: Bool { hash == chainedHash && records.allSatisfy { $0.parts.allSatisfy(\.isSound) } }
}

extension AuditedRecord {
  fileprivate func append(to bytes: inout CanonicalBytes) {
    bytes.append(name)
    bytes.append(Int64(subjects.count))
    for subject in subjects {
      bytes.append(subject.type)
      bytes.append(subject.id)
    }
    bytes.append(Int64(parts.count))
    for part in parts {
      bytes.append(part.kind.rawValue)
      bytes.append(part.commitment)
    }
  }
}
