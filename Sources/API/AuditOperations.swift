public import Wire

/// Latchkey's operations on the audit.
public enum Audit {
  public struct List: Request {
    public typealias Response = Page<AuditEntry>
    public static let operation = Operation(
      "/latchkey/v1/audit/list", .read, by: .workspace, role: .administrator, returns: "audit_entries",
      title: "List audit entries",
      doc: "Returns who changed what in the workspace.")
    public var authorKind: AuditEntry.Author.Kind?
    public var authorReference: String?
    public var limit = 100
    public var occurredAfter: Instant?
    public var occurredBefore: Instant?
    public var operation: String?
    public var operatorID: ID<Operator>?
    public var pageCursor: Nullable<String>?
    public var search: String?
    public var sort = AuditEntry.Sort.oldestFirst
    public var subjectID: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "author_kind", &authorKind, "Only changes by authors of this kind.")
      field(
        filter: "author_reference", &authorReference,
        "Only changes by the key or token with this public part, by the session with this ID, or by this rule.")
      field(standard: "limit", &limit, "Maximum number of entries per page.", .positive, .maximum(1000))
      field(filter: "occurred_after", &occurredAfter, "Only changes after this moment.")
      field(filter: "occurred_before", &occurredBefore, "Only changes before this moment.")
      field(filter: "operation", &operation, "Only changes by this operation, such as `/access_grants/update`.")
      field(filter: "operator_id", &operatorID, "Only changes by this operator.")
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
      field(
        filter: "search", &search,
        "Only changes with this text. A page reads up to 1,000 entries, and may be empty although others follow.",
        .minLength(1), .maxLength(200))
      field(standard: "sort", &sort, "Order of the entries.")
      field(filter: "subject_id", &subjectID, "Only changes about the resource with this ID.")
    }
  }

  public struct Verify: Request {
    public typealias Response = AuditVerification
    public static let operation = Operation(
      "/latchkey/v1/audit/verify", .read, by: .workspace, role: .administrator, returns: "audit_verification",
      title: "Verify the audit",
      doc: "Checks that no entry of the audit was changed or removed, and names the first one that was.")
    public var head: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(
        "head", &head,
        "Hash of an entry that must be in the audit, such as an earlier head. Entries removed at the end show by it.",
        .minLength(64), .maxLength(64))
    }
  }
}
