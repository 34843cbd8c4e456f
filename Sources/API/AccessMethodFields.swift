import Wire

/// The fields that managed and unmanaged access methods have in common.
protocol AccessMethodFields {
  var accessMethodID: ID<AccessMethod> { get set }
  var workspaceID: ID<Workspace> { get set }
  var createdAt: Instant { get set }
  var mode: Extensible<AccessMethod.Mode> { get set }
  var displayName: String { get set }
  var displayStatus: String { get set }
  var isIssued: Bool { get set }
  var issuedAt: Nullable<Instant> { get set }
  var code: Nullable<String>? { get set }
  var isAssignmentRequired: Bool? { get set }
  var isReadyForAssignment: Bool? { get set }
  var isEncodingRequired: Bool? { get set }
  var isReadyForEncoding: Bool? { get set }
  var errors: [Notice<AccessMethod.ErrorCode>] { get set }
  var warnings: [AccessMethodWarning] { get set }
  var pendingMutations: [AccessMethodMutation] { get set }
}

extension AccessMethodFields {
  /// What the method is, and whether it works.
  mutating func describeState(_ field: inout some Field) {
    field("access_method_id", &accessMethodID, "ID of the access method.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("created_at", &createdAt, "When it was created.")
    field("mode", &mode, "The means of access.")
    field("display_name", &displayName, "Display name.")
    field("display_status", &displayStatus, "State of the method for people. Do not read it in programs.")
    field("is_issued", &isIssued, "Whether the person can be given it. Locks take a new PIN minutes later.")
    field("issued_at", &issuedAt, "When it was issued, or null.")
    field("code", &code, "The PIN, or null if it is not known yet.", .secret)
  }

  /// What is left to do until it works.
  mutating func describeProgress(_ field: inout some Field) {
    field("is_assignment_required", &isAssignmentRequired, "Whether a card must be assigned.")
    field("is_ready_for_assignment", &isReadyForAssignment, "Whether a card can be assigned now.")
    field("is_encoding_required", &isEncodingRequired, "Whether a card must be encoded.")
    field("is_ready_for_encoding", &isReadyForEncoding, "Whether a card can be encoded now.")
    field("errors", &errors, "Errors of the access method.")
    field("warnings", &warnings, "Warnings of the access method.")
    field("pending_mutations", &pendingMutations, "Changes that Salto KS has not confirmed yet.")
  }
}
