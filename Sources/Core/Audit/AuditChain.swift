/// Follows the audit of a workspace in order, and finds the first entry that was changed or is missing.
package struct AuditChain: Sendable {
  package enum Fault: Hashable, Sendable {
    /// The entry with this sequence is missing.
    case missing(Int)
    /// The entry with this sequence, or one before it, was changed.
    case altered(Int)
    /// No entry has the expected hash.
    case cut
  }

  /// The last entry so far. Nil for an empty audit.
  package private(set) var head: AuditPosition?
  /// The number of entries so far.
  package private(set) var count = 0
  package private(set) var fault: Fault?
  private let expected: String?
  private var hasExpected: Bool

  /// - Parameters:
  ///   - anchor: the last entry that was deleted by age. Nil if none was.
  ///   - expected: the hash of an entry that must be there. Nil for none.
  package init(after anchor: AuditPosition?, expecting expected: String?) {
    head = anchor
    self.expected = expected
    hasExpected = expected == nil || expected == anchor?.hash
  }

  /// Checks the next entry. Entries after a fault are not checked.
  package mutating func follow(_ entry: AuditEntryRecord) {
    guard fault == nil else { return }
    let sequence = (head?.sequence ?? 0) + 1
    if entry.sequence != sequence {
      fault = .missing(sequence)
    } else if entry.previousHash != head?.hash ?? AuditEntryRecord.noHash || !entry.isSound {
      fault = .altered(sequence)
    } else {
      head = entry.position
      count += 1
      if entry.hash == expected { hasExpected = true }
    }
  }

  /// Ends the check after the last entry.
  package mutating func finish() {
    if fault == nil, !hasExpected { fault = .cut }
  }
}
