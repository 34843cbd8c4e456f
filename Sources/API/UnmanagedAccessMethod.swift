public import Wire

/// An access method that was found at the provider. Salto KS has none.
public struct UnmanagedAccessMethod: Record, Answer {
  public static let name = "unmanaged_access_method"
  public var accessMethodID: ID<AccessMethod>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var mode: Extensible<AccessMethod.Mode>
  public var displayName: String
  public var displayStatus = ""
  public var isIssued = false
  public var issuedAt: Nullable<Instant> = .null
  public var code: Nullable<String>?
  public var isAssignmentRequired: Bool?
  public var isReadyForAssignment: Bool?
  public var isEncodingRequired: Bool?
  public var isReadyForEncoding: Bool?
  public var errors: [Notice<AccessMethod.ErrorCode>] = []
  public var warnings: [AccessMethodWarning] = []
  public var pendingMutations: [AccessMethodMutation] = []

  public static let blank = UnmanagedAccessMethod(
    accessMethodID: .blank, workspaceID: .blank, createdAt: .blank, mode: .known(.code), displayName: "")

  public mutating func describe(_ field: inout some Field) {
    field("access_method_id", &accessMethodID, "ID of the access method.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("mode", &mode, "The means of access.")
    field("display_name", &displayName, "Display name.")
    field("display_status", &displayStatus, "State of the method for people. Do not read it in programs.")
    field("is_issued", &isIssued, "Whether it can open its doors.")
    field("issued_at", &issuedAt, "When it was issued, or null.")
    field("code", &code, "The PIN, or null if it is not known yet.")
    field("is_assignment_required", &isAssignmentRequired, "Whether a card must be assigned.")
    field("is_ready_for_assignment", &isReadyForAssignment, "Whether a card can be assigned now.")
    field("is_encoding_required", &isEncodingRequired, "Whether a card must be encoded.")
    field("is_ready_for_encoding", &isReadyForEncoding, "Whether a card can be encoded now.")
    field("errors", &errors, "Errors of the access method.")
    field("warnings", &warnings, "Warnings of the access method.")
    field("pending_mutations", &pendingMutations, "Changes that Salto KS has not confirmed yet.")
  }
}
