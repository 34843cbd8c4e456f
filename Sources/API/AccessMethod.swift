public import Wire

/// One means of access of a grant: a PIN, a card, a mobile key or a cloud key.
public struct AccessMethod: Record, Answer, AccessMethodFields {
  public static let name = "access_method"

  public enum Mode: String, Choice {
    case code, card
    case mobileKey = "mobile_key"
    case cloudKey = "cloud_key"
  }
  public enum ErrorCode: String, NoticeCode {
    public static let member: StaticString = "error_code"
    case failedToIssue = "failed_to_issue"
  }
  public enum WarningCode: String, Choice {
    case beingDeleted = "being_deleted"
    case updatingAccessTimes = "updating_access_times"
    case pulledBackupAccessCode = "pulled_backup_access_code"
    case delayInIssuing = "delay_in_issuing"
  }

  public var accessMethodID: ID<AccessMethod>
  public var workspaceID: ID<Workspace>
  public var createdAt: Instant
  public var mode: Extensible<Mode>
  public var displayName: String
  public var displayStatus = ""
  public var isIssued = false
  public var issuedAt: Nullable<Instant> = .null
  public var code: Nullable<String>?
  public var clientSessionToken: String?
  public var instantKeyURL: String?
  public var customizationProfileID: ID<CustomizationProfile>?
  public var isAssignmentRequired: Bool?
  public var isReadyForAssignment: Bool?
  public var isEncodingRequired: Bool?
  public var isReadyForEncoding: Bool?
  public var errors: [Notice<ErrorCode>] = []
  public var warnings: [AccessMethodWarning] = []
  public var pendingMutations: [AccessMethodMutation] = []

  public init(
    accessMethodID: ID<AccessMethod>, workspaceID: ID<Workspace>, createdAt: Instant, mode: Mode, displayName: String
  ) {
    self.accessMethodID = accessMethodID
    self.workspaceID = workspaceID
    self.createdAt = createdAt
    self.mode = .known(mode)
    self.displayName = displayName
  }
  public static let blank = AccessMethod(
    accessMethodID: .blank, workspaceID: .blank, createdAt: .blank, mode: .code, displayName: "")

  public mutating func describe(_ field: inout some Field) {
    describeState(&field)
    field("client_session_token", &clientSessionToken, "Token for the mobile SDK.", .secret)
    field("instant_key_url", &instantKeyURL, "Link for the person.", .url, .secret)
    field("customization_profile_id", &customizationProfileID, "The customization profile of its link.")
    describeProgress(&field)
  }
}

/// A warning of an access method.
public struct AccessMethodWarning: Record, Hashable {
  public static let name = "access_method_warning"
  public var code: Extensible<AccessMethod.WarningCode>
  public var createdAt: Instant
  public var message: String
  public var originalAccessMethodID: ID<AccessMethod>?

  public init(_ code: AccessMethod.WarningCode, since createdAt: Instant, _ message: String) {
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
  }
  public static let blank = AccessMethodWarning(.beingDeleted, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("warning_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("original_access_method_id", &originalAccessMethodID, "The access method that this one replaces.")
  }
}

/// A pending change of an access method.
public enum AccessMethodMutation: Union {
  case provisioningAccess(Transition<ProvisioningAccess, DoorState>)
  case revokingAccess(Transition<RevokingAccess, DoorState>)
  case updatingAccessTimes(Transition<UpdatingAccessTimes, AcsUserMutation.ScheduleState>)
  case unknown(JSON)

  /// The doors of an access method.
  public struct DoorState: Record, Hashable {
    public static let name = "access_method_doors"
    public var deviceIDs: [ID<Device>]
    public init(deviceIDs: [ID<Device>]) { self.deviceIDs = deviceIDs }
    public static let blank = DoorState(deviceIDs: [])
    public mutating func describe(_ field: inout some Field) { field("device_ids", &deviceIDs, "The devices.") }
  }

  public enum ProvisioningAccess: String, Choice { case it = "provisioning_access" }
  public enum RevokingAccess: String, Choice { case it = "revoking_access" }
  public enum UpdatingAccessTimes: String, Choice { case it = "updating_access_times" }

  public static let tag = "mutation_code"
  public static let variants: [Variant<AccessMethodMutation>] = [
    Variant("provisioning_access", AccessMethodMutation.provisioningAccess) {
      if case .provisioningAccess(let it) = $0 { it } else { nil }
    },
    Variant("revoking_access", AccessMethodMutation.revokingAccess) {
      if case .revokingAccess(let it) = $0 { it } else { nil }
    },
    Variant("updating_access_times", AccessMethodMutation.updatingAccessTimes) {
      if case .updatingAccessTimes(let it) = $0 { it } else { nil }
    },
  ]
  public var unknownJSON: JSON? { if case .unknown(let json) = self { json } else { nil } }
}
