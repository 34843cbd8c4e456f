public import Wire

/// An action that takes time, with its status and its result.
public struct ActionAttempt: Record, Answer {
  public static let name = "action_attempt"

  public enum Status: String, Choice { case pending, success, error }

  public enum Kind: String, Choice {
    case lockDoor = "LOCK_DOOR"
    case unlockDoor = "UNLOCK_DOOR"
    case scanCredential = "SCAN_CREDENTIAL"
    case encodeCredential = "ENCODE_CREDENTIAL"
    case scanToAssignCredential = "SCAN_TO_ASSIGN_CREDENTIAL"
    case assignCredential = "ASSIGN_CREDENTIAL"
    case resetSandboxWorkspace = "RESET_SANDBOX_WORKSPACE"
    case setFanMode = "SET_FAN_MODE"
    case setHVACMode = "SET_HVAC_MODE"
    case activateClimatePreset = "ACTIVATE_CLIMATE_PRESET"
    case simulateKeypadCodeEntry = "SIMULATE_KEYPAD_CODE_ENTRY"
    case simulateManualLockViaKeypad = "SIMULATE_MANUAL_LOCK_VIA_KEYPAD"
    case pushThermostatPrograms = "PUSH_THERMOSTAT_PROGRAMS"
    case configureAutoLock = "CONFIGURE_AUTO_LOCK"
    case syncAccessCodes = "SYNC_ACCESS_CODES"
    case createAccessCode = "CREATE_ACCESS_CODE"
    case deleteAccessCode = "DELETE_ACCESS_CODE"
    case updateAccessCode = "UPDATE_ACCESS_CODE"
    case createNoiseThreshold = "CREATE_NOISE_THRESHOLD"
    case deleteNoiseThreshold = "DELETE_NOISE_THRESHOLD"
    case updateNoiseThreshold = "UPDATE_NOISE_THRESHOLD"
  }

  /// The error of a failed attempt.
  public struct Failure: Record, Hashable {
    public static let name = "action_attempt_error"
    public var type: String
    public var message: String
    public init(type: String, message: String) {
      self.type = type
      self.message = message
    }
    public static let blank = Failure(type: "", message: "")
    public mutating func describe(_ field: inout some Field) {
      field("type", &type, "Machine-readable code.")
      field("message", &message, "What the problem is and how to fix it.")
    }
  }

  public var actionAttemptID: ID<ActionAttempt>
  public var actionType: Extensible<Kind>
  public var status: Extensible<Status>
  public var result: Nullable<JSON>
  public var error: Nullable<Failure>

  public init(actionAttemptID: ID<ActionAttempt>, actionType: Kind) {
    self.actionAttemptID = actionAttemptID
    self.actionType = .known(actionType)
    status = .known(.pending)
    result = .null
    error = .null
  }
  public static let blank = ActionAttempt(actionAttemptID: .blank, actionType: .unlockDoor)

  public mutating func describe(_ field: inout some Field) {
    field("action_attempt_id", &actionAttemptID, "ID of the attempt.")
    field("action_type", &actionType, "Type of the action.")
    field("status", &status, "Status of the attempt: `pending`, then `success` or `error`.")
    field("result", &result, "Result of a successful attempt. Its form depends on the action type.")
    field("error", &error, "Error of a failed attempt.")
  }

  /// One variant for each type of action.
  public static var schema: Schema {
    let fields = fields
    return .union(
      name: name, tag: "action_type",
      Kind.allCases.map { kind in
        let own = fields.map { $0.name == "action_type" ? $0.with(schema: .choice([kind.rawValue])) : $0 }
        return (kind.rawValue, .record(name: "action_attempt_\(kind.rawValue.lowercased())", own))
      })
  }
}
