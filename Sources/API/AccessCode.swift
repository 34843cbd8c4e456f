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
    field("code", &code, "The PIN, or null if it is not known yet.")
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
    field("errors", &errors, "Errors of the access code.")
    field("warnings", &warnings, "Warnings of the access code.")
    field("pending_mutations", &pendingMutations, "Changes that Salto KS has not confirmed yet.")
  }
}

/// An error of an access code.
public struct AccessCodeError: Record, Hashable {
  public static let name = "access_code_error"

  public enum Code: String, Choice {
    case failedToSetOnDevice = "failed_to_set_on_device"
    case failedToRemoveFromDevice = "failed_to_remove_from_device"
    case providerIssue = "provider_issue"
    case conflictingExternalModification = "conflicting_external_modification"
    case accessCodeInactive = "access_code_inactive"
    case accountDisconnected = "account_disconnected"
    case saltoKSSubscriptionLimitExceeded = "salto_ks_subscription_limit_exceeded"
    case deviceDisconnected = "device_disconnected"
    case deviceRemoved = "device_removed"
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var isAccessCodeError: Bool?
  public var isConnectedAccountError: Bool?
  public var isDeviceError: Bool?
  public var change: Extensible<AccessCodeExternalChange>?

  public init(
    _ code: Code, since createdAt: Instant, _ message: String, change: AccessCodeExternalChange? = nil
  ) {
    self.change = change.map { .known($0) }
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
    switch code {
    case .accountDisconnected, .saltoKSSubscriptionLimitExceeded:
      isConnectedAccountError = true
      isDeviceError = false
    case .deviceDisconnected, .deviceRemoved: isDeviceError = true
    default: isAccessCodeError = true
    }
  }
  public static let blank = AccessCodeError(.providerIssue, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("error_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("is_access_code_error", &isAccessCodeError, "Whether the access code has the problem.")
    field("is_connected_account_error", &isConnectedAccountError, "Whether the connected account has the problem.")
    field("is_device_error", &isDeviceError, "Whether the device has the problem.")
    field("change_type", &change, "What a person did at the site.")
  }
}

/// A warning of an access code.
public struct AccessCodeWarning: Record, Hashable {
  public static let name = "access_code_warning"

  public enum Code: String, Choice {
    case delayInSettingOnDevice = "delay_in_setting_on_device"
    case beingDeleted = "being_deleted"
    case externalModificationInEffect = "external_modification_in_effect"
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var change: Extensible<AccessCodeExternalChange>?

  public init(
    _ code: Code, since createdAt: Instant, _ message: String, change: AccessCodeExternalChange? = nil
  ) {
    self.change = change.map { .known($0) }
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
  }
  public static let blank = AccessCodeWarning(.beingDeleted, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("warning_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("change_type", &change, "What a person did at the site.")
  }
}
