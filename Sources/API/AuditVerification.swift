public import Wire

/// The result of a check of the audit.
public struct AuditVerification: Record, Answer {
  public static let name = "audit_verification"
  public var isIntact: Bool
  public var entryCount: Int
  public var head: String?
  public var headSequence: Int?
  public var faultySequence: Int?
  public var message: String

  public init(
    isIntact: Bool, entryCount: Int, head: String?, headSequence: Int?, faultySequence: Int?, message: String
  ) {
    self.isIntact = isIntact
    self.entryCount = entryCount
    self.head = head
    self.headSequence = headSequence
    self.faultySequence = faultySequence
    self.message = message
  }
  public static let blank = AuditVerification(
    isIntact: false, entryCount: 0, head: nil, headSequence: nil, faultySequence: nil, message: "")

  public mutating func describe(_ field: inout some Field) {
    field("is_intact", &isIntact, "Whether no entry was changed or removed.")
    field("entry_count", &entryCount, "Number of entries that were found intact.")
    field("head", &head, "Hash of the last intact entry. Keep it elsewhere to detect removed entries later.")
    field("head_sequence", &headSequence, "Sequence of the last intact entry.")
    field("faulty_sequence", &faultySequence, "Sequence of the first entry that was changed or is missing.")
    field("message", &message, "The result in a sentence.")
  }
}
