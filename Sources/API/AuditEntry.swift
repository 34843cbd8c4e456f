public import Wire

/// An entry of the audit: who changed what, when, from where and by which operation.
public struct AuditEntry: Record {
  public static let name = "audit_entry"

  /// The order of a list.
  public enum Sort: String, Choice {
    case oldestFirst = "oldest_first"
    case newestFirst = "newest_first"
  }

  /// The author of a change.
  public struct Author: Record {
    public enum Kind: String, Choice {
      case apiKey = "api_key"
      case personalAccessToken = "personal_access_token"
      case operatorSession = "operator_session"
      case clientSession = "client_session"
      case publishableKey = "publishable_key"
      case visitor
      case commandLine = "command_line"
      case rule
    }
    public static let name = "audit_author"
    public var kind: Extensible<Kind>
    public var reference: String?
    public var name: String?
    public var operatorID: ID<Operator>?
    public var address: String?
    public init(_ kind: Extensible<Kind>) { self.kind = kind }
    public static let blank = Author(.blank)
    public mutating func describe(_ field: inout some Field) {
      field("kind", &kind, "Kind of author.")
      field(
        "reference", &reference,
        "Which author of the kind: the part of a key or token that is not secret, the ID of a session, or the rule.")
      field("name", &name, "Current name of the operator or the key.")
      field("operator_id", &operatorID, "The operator with the personal access token or the session in a browser.")
      field("address", &address, "IP address of the caller, if it is known and was not erased.")
    }
  }

  /// A resource that an entry is about.
  public struct Subject: Record {
    public static let name = "audit_subject"
    public var resourceType: String
    public var resourceID: String
    public init(resourceType: String, resourceID: String) {
      self.resourceType = resourceType
      self.resourceID = resourceID
    }
    public static let blank = Subject(resourceType: "", resourceID: "")
    public mutating func describe(_ field: inout some Field) {
      field("resource_type", &resourceType, "Type of the resource, such as `acs_user`.")
      field("resource_id", &resourceID, "ID of the resource.")
    }
  }

  /// One member of a record, before and after.
  public struct Member: Record {
    public static let name = "audit_member"
    public var name: String
    public var from: JSON?
    public var to: JSON?
    public init(name: String, from: JSON?, to: JSON?) {
      self.name = name
      self.from = from
      self.to = to
    }
    public static let blank = Member(name: "", from: nil, to: nil)
    public mutating func describe(_ field: inout some Field) {
      field("name", &name, "Name of the member.")
      field("from", &from, "Value before. Absent if there was none, or for a parameter.")
      field("to", &to, "Value after, or of the parameter.")
    }
  }

  /// What happened to one record.
  public struct Change: Record {
    public static let name = "audit_change"
    public var record: String
    public var subjects: [Subject]
    public var members: [Member]
    public var isErased: Bool
    public init(record: String, subjects: [Subject], members: [Member], isErased: Bool) {
      self.record = record
      self.subjects = subjects
      self.members = members
      self.isErased = isErased
    }
    public static let blank = Change(record: "", subjects: [], members: [], isErased: false)
    public mutating func describe(_ field: inout some Field) {
      field("record", &record, "Kind of the record, such as `access_grant`, or `request` for the call's parameters.")
      field("subjects", &subjects, "The resources that the record is about.")
      field("members", &members, "The members that changed.")
      field("is_erased", &isErased, "Whether members were erased with a person.")
    }
  }

  public var sequence: Int
  public var occurredAt: Instant
  public var author: Author
  public var operation: String
  public var requestID: String?
  public var subjects: [Subject]
  public var changes: [Change]
  public var omittedChangeCount: Int
  public var previousHash: String
  public var hash: String

  public init(
    sequence: Int, occurredAt: Instant, author: Author, operation: String, requestID: String?, subjects: [Subject],
    changes: [Change], omittedChangeCount: Int, previousHash: String, hash: String
  ) {
    self.sequence = sequence
    self.occurredAt = occurredAt
    self.author = author
    self.operation = operation
    self.requestID = requestID
    self.subjects = subjects
    self.changes = changes
    self.omittedChangeCount = omittedChangeCount
    self.previousHash = previousHash
    self.hash = hash
  }
  public static let blank = AuditEntry(
    sequence: 0, occurredAt: .blank, author: .blank, operation: "", requestID: nil, subjects: [], changes: [],
    omittedChangeCount: 0, previousHash: "", hash: "")

  public mutating func describe(_ field: inout some Field) {
    field("sequence", &sequence, "Number of the entry in its workspace, from 1 without gaps.")
    field("occurred_at", &occurredAt, "When the change was made, by the workspace's clock.")
    field("author", &author, "Who made the change.")
    field("operation", &operation, "Path of the operation, or name of the page, command or rule.")
    field("request_id", &requestID, "The `seam-request-id` of the call.")
    field("subjects", &subjects, "The resources that the change is about.")
    field("changes", &changes, "The records that changed, and the parameters of the call.")
    field("omitted_change_count", &omittedChangeCount, "Number of further changed records, which are not recorded.")
    field("previous_hash", &previousHash, "The hash of the entry before.")
    field("hash", &hash, "The hash of the entry, which includes the previous hash.")
  }
}
