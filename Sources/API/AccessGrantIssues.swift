public import Wire

/// An error of an access grant.
public struct AccessGrantError: Record, Hashable {
  public static let name = "access_grant_error"
  public enum Code: String, Choice {
    case cannotCreateRequestedAccessMethods = "cannot_create_requested_access_methods"
  }
  public var code = Extensible.known(Code.cannotCreateRequestedAccessMethods)
  public var createdAt: Instant
  public var message: String
  public var missingDeviceIDs: [ID<Device>]?

  public init(createdAt: Instant, message: String, missingDeviceIDs: [ID<Device>]? = nil) {
    self.createdAt = createdAt
    self.message = message
    self.missingDeviceIDs = missingDeviceIDs
  }
  public static let blank = AccessGrantError(createdAt: .blank, message: "")

  public mutating func describe(_ field: inout some Field) {
    field("error_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("missing_device_ids", &missingDeviceIDs, "The devices without access.")
  }
}

/// A warning of an access grant. Each code has members of its own.
public struct AccessGrantWarning: Record, Hashable {
  public static let name = "access_grant_warning"
  public enum Code: String, Choice {
    case beingDeleted = "being_deleted"
    case underprovisionedAccess = "underprovisioned_access"
    case overprovisionedAccess = "overprovisioned_access"
    case updatingAccessTimes = "updating_access_times"
    case requestedCodeUnavailable = "requested_code_unavailable"
    case deviceDoesNotSupportAccessCodes = "device_does_not_support_access_codes"
    case deviceTimeConstraintsViolated = "device_time_constraints_violated"
  }

  /// A device that still has access.
  public struct FailedDevice: Record, Hashable {
    public static let name = "access_grant_failed_device"
    public var deviceID: ID<Device>
    public var errorCode: String
    public var message: String
    public init(deviceID: ID<Device>, errorCode: String, message: String) {
      self.deviceID = deviceID
      self.errorCode = errorCode
      self.message = message
    }
    public static let blank = FailedDevice(deviceID: .blank, errorCode: "", message: "")
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The device.")
      field("error_code", &errorCode, "Machine-readable code.")
      field("message", &message, "What the problem is and how to fix it.")
    }
  }

  public var code: Extensible<Code>
  public var createdAt: Instant
  public var message: String
  public var deviceID: ID<Device>?
  public var failedDevices: [FailedDevice]?
  public var accessMethodIDs: [ID<AccessMethod>]?
  public var originalCode: String?
  public var newCode: String?
  public var reason: Extensible<Reason>?

  /// Which rule of a device's times is violated.
  public enum Reason: String, Choice {
    case durationExceedsMax = "duration_exceeds_max"
    case timesDoNotMatchSlots = "times_do_not_match_slots"
    case ongoingNotSupported = "ongoing_not_supported"
  }

  public init(_ code: Code, since createdAt: Instant, _ message: String) {
    self.code = .known(code)
    self.createdAt = createdAt
    self.message = message
  }
  public static let blank = AccessGrantWarning(.beingDeleted, since: .blank, "")

  public mutating func describe(_ field: inout some Field) {
    field("warning_code", &code, "Machine-readable code.")
    field("created_at", &createdAt, "When the problem began.")
    field("message", &message, "What the problem is and how to fix it.")
    field("device_id", &deviceID, "The device that the warning is about.")
    field("failed_devices", &failedDevices, "The devices that still have access.")
    field("access_method_ids", &accessMethodIDs, "The access methods that change.")
    field("original_code", &originalCode, "The requested PIN.")
    field("new_code", &newCode, "The PIN that was chosen instead.")
    field("reason", &reason, "Which rule of the device's times is violated.")
  }

  /// One variant for each code.
  public static var schema: Schema { variants(by: "warning_code", members: ownMembers(of:)) }

  private static func ownMembers(of code: Code) -> [CodeMember] {
    switch code {
    case .beingDeleted, .underprovisionedAccess: []
    case .overprovisionedAccess: [.optional("failed_devices")]
    case .updatingAccessTimes: [.required("access_method_ids")]
    case .requestedCodeUnavailable: [.required("device_id"), .required("original_code"), .required("new_code")]
    case .deviceDoesNotSupportAccessCodes: [.required("device_id")]
    case .deviceTimeConstraintsViolated: [.required("device_id"), .required("reason")]
    }
  }
}

/// A pending change of an access grant.
public enum AccessGrantMutation: Union {
  case updatingSpaces(Transition<UpdatingSpaces, DoorState>)
  case updatingAccessTimes(UpdatingTimes)
  case unknown(JSON)

  public enum UpdatingSpaces: String, Choice { case it = "updating_spaces" }

  public static let tag = "mutation_code"
  public static let variants: [Variant<AccessGrantMutation>] = [
    Variant("updating_spaces", AccessGrantMutation.updatingSpaces) {
      if case .updatingSpaces(let it) = $0 { it } else { nil }
    },
    Variant("updating_access_times", AccessGrantMutation.updatingAccessTimes) {
      if case .updatingAccessTimes(let it) = $0 { it } else { nil }
    },
  ]
  public var unknownJSON: JSON? { if case .unknown(let json) = self { json } else { nil } }

  /// The doors of a grant or method.
  public struct DoorState: Record, Hashable {
    public static let name = "access_grant_doors"
    public var deviceIDs: [ID<Device>]
    public var commonCodeKey: Nullable<String>? = .null
    public init(deviceIDs: [ID<Device>]) { self.deviceIDs = deviceIDs }
    public static let blank = DoorState(deviceIDs: [])
    public mutating func describe(_ field: inout some Field) {
      field("device_ids", &deviceIDs, "The devices.")
      field("common_code_key", &commonCodeKey, "Always null: the PIN of a grant belongs to its person.")
    }
  }

  /// A change of times, with the access methods that it concerns.
  public struct UpdatingTimes: Record {
    public static let name = "updating_grant_times"
    public enum Code: String, Choice { case it = "updating_access_times" }
    public var code = Code.it
    public var createdAt: Instant
    public var message: String
    public var accessMethodIDs: [ID<AccessMethod>]
    public var from: AcsUserMutation.ScheduleState
    public var to: AcsUserMutation.ScheduleState

    public init(
      since createdAt: Instant, _ message: String, of accessMethodIDs: [ID<AccessMethod>],
      from: AcsUserMutation.ScheduleState, to: AcsUserMutation.ScheduleState
    ) {
      self.createdAt = createdAt
      self.message = message
      self.accessMethodIDs = accessMethodIDs
      self.from = from
      self.to = to
    }
    public static let blank = UpdatingTimes(since: .blank, "", of: [], from: .blank, to: .blank)

    public mutating func describe(_ field: inout some Field) {
      field("mutation_code", &code, "Type of the change.")
      field("created_at", &createdAt, "When the change was requested.")
      field("message", &message, "Human-readable description of the change.")
      field("access_method_ids", &accessMethodIDs, "The access methods that change.")
      field("from", &from, "Times at Salto KS.")
      field("to", &to, "Wanted times.")
    }
  }
}
