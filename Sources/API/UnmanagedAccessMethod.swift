public import Wire

/// An access method that was found at the provider. Salto KS has none.
public struct UnmanagedAccessMethod: Record, Answer, AccessMethodFields {
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
    describeState(&field)
    describeProgress(&field)
  }
}
