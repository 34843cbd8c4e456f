public import Wire

/// A PIN on one lock. Codes that were created together share the digits.
public struct AccessCode: Record, Answer {
  public static let name = "access_code"

  public enum Kind: String, Choice {
    case ongoing
    case timeBound = "time_bound"
  }
  public enum Status: String, Choice { case setting, set, unset, removing, unknown }

  public var accessCodeID: ID<AccessCode>
  public var workspaceID: ID<Workspace>
  public var deviceID: ID<Device>
  public var createdAt: Instant
  public var kind: Extensible<Kind> = .known(.ongoing)
  public var status: Extensible<Status> = .known(.unset)
  public var codeName: Nullable<String> = .null
  public var code: Nullable<String> = .null
  public var commonCodeKey: Nullable<String> = .null
  public var startsAt: Nullable<Instant>?
  public var endsAt: Nullable<Instant>?
  public var isExternalModificationAllowed = false
  public var isScheduledOnDevice: Bool?
  public var isWaitingForCodeAssignment: Bool?
  public var pulledBackupAccessCodeID: Nullable<ID<AccessCode>>? = .null
  public var errors: [AccessCodeError] = []
  public var warnings: [AccessCodeWarning] = []
  public var pendingMutations: [AccessCodeMutation] = []

  public init(
    accessCodeID: ID<AccessCode>, workspaceID: ID<Workspace>, deviceID: ID<Device>, createdAt: Instant
  ) {
    self.accessCodeID = accessCodeID
    self.workspaceID = workspaceID
    self.deviceID = deviceID
    self.createdAt = createdAt
  }
  public static let blank = AccessCode(
    accessCodeID: .blank, workspaceID: .blank, deviceID: .blank, createdAt: .blank)

  public mutating func describe(_ field: inout some Field) {
    var isManaged = true
    // Salto KS has no such codes.
    var no = false
    field("access_code_id", &accessCodeID, "ID of the access code.")
    field("workspace_id", &workspaceID, "The workspace it belongs to.")
    field("device_id", &deviceID, "The lock that takes it.")
    field("created_at", &createdAt, "When it was created.")
    field("type", &kind, "Whether it has a start and an end.")
    field("status", &status, "Whether it is on the lock.")
    field("name", &codeName, "Name.")
    field("code", &code, "The PIN, or null if it is not known yet.", .secret)
    field("common_code_key", &commonCodeKey, "Key that the codes with the same digits share, or null.")
    field("starts_at", &startsAt, "When it starts to open. Null for an ongoing code.")
    field("ends_at", &endsAt, "When it ceases to open. Null for an ongoing code.")
    field("is_managed", &isManaged, "Always true: unmanaged codes have operations of their own.", .always(true))
    field("is_backup", &no, "Always false: Salto KS locks have no backup codes.")
    field("is_backup_access_code_available", &no, "Always false: Salto KS locks have no backup codes.")
    field("is_one_time_use", &no, "Always false: Salto KS codes open any number of times.")
    field("is_offline_access_code", &no, "Always false: Salto KS codes reach the lock by its IQ.")
    field(
      "is_external_modification_allowed", &isExternalModificationAllowed,
      "Whether changes by other means are accepted.")
    field("is_scheduled_on_device", &isScheduledOnDevice, "Whether the site keeps the schedule of the code.")
    field("is_waiting_for_code_assignment", &isWaitingForCodeAssignment, "Whether Salto KS has yet to choose the PIN.")
    field(
      "pulled_backup_access_code_id", &pulledBackupAccessCodeID, "Always null: Salto KS locks have no backup codes.")
    field("errors", &errors, "Errors of the access code.")
    field("warnings", &warnings, "Warnings of the access code.")
    field("pending_mutations", &pendingMutations, "Changes that Salto KS has not confirmed yet.")
  }
}
