public import Wire

/// What one push, deletion or import did with its records.
public struct CustomerRun: Record, Answer {
  /// What was run.
  public enum Source: String, Choice {
    case pushData = "push_data"
    case deleteData = "delete_data"
    case createPortal = "create_portal"
    case staysImport = "stays_import"
  }

  public static let name = "customer_run"
  public var customerRunID: ID<CustomerRun>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var source: Extensible<Source>
  public var customerKey: Nullable<String>
  public var isPreview = false
  public var createdCount = 0
  public var changedCount = 0
  public var unchangedCount = 0
  public var deletedCount = 0
  public var refusedCount = 0
  public var records: [CustomerRunRecord]?

  public init(
    customerRunID: ID<CustomerRun>, workspaceID: ID<Workspace>, createdAt: Instant, source: Source, customerKey: String?
  ) {
    self.customerRunID = customerRunID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.source = .known(source)
    self.customerKey = Nullable(customerKey)
  }
  public static let blank = CustomerRun(
    customerRunID: .blank, workspaceID: .blank, createdAt: .blank, source: .pushData, customerKey: nil)

  public mutating func describe(_ field: inout some Field) {
    field("customer_run_id", &customerRunID, "ID of the run.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it began.")
    field("source", &source, "What was run.")
    field("customer_key", &customerKey, "Your own key for the customer, or null for none.")
    field("is_preview", &isPreview, "Whether nothing was changed.")
    field("created_count", &createdCount, "Number of records that were created.")
    field("changed_count", &changedCount, "Number of records that were changed.")
    field("unchanged_count", &unchangedCount, "Number of records that were the same as before.")
    field("deleted_count", &deletedCount, "Number of records that were deleted.")
    field("refused_count", &refusedCount, "Number of records that could not be taken.")
    field(
      "records", &records,
      "The records that could not be taken, or not completely. An import returns all its records.")
  }
}

/// What a run did with one record.
public struct CustomerRunRecord: Record, Hashable {
  /// What happened to the record.
  public enum Outcome: String, Choice { case created, changed, unchanged, deleted, refused }

  public static let name = "customer_run_record"
  public var family: String
  public var recordKey: String
  public var outcome: Extensible<Outcome>
  public var reasonCode: String?
  public var message: String?
  public var resourceID: String?

  public init(family: String, recordKey: String, outcome: Outcome) {
    self.family = family
    self.recordKey = recordKey
    self.outcome = .known(outcome)
  }
  public static let blank = CustomerRunRecord(family: "", recordKey: "", outcome: .created)

  public mutating func describe(_ field: inout some Field) {
    field("family", &family, "The list of the record, such as `reservations`.")
    field("record_key", &recordKey, "Your own key for the record, or its place in the file.")
    field("outcome", &outcome, "What happened to the record.")
    field("reason_code", &reasonCode, "Machine-readable reason, if the record was not taken completely.")
    field("message", &message, "What the problem is and how to fix it.")
    field("resource_id", &resourceID, "The user identity, space or access grant of the record.")
  }
}
