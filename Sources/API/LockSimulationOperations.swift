public import Wire

/// Simulations at locks of a sandbox, and a setting that Salto KS locks lack.
extension Locks {
  public struct ConfigureAutoLock: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/locks/configure_auto_lock", .act, by: [.workspace, .clientSession], returns: "action_attempt",
      title: "Configure auto-lock",
      doc: "The attempt always fails: Salto KS locks lock by themselves, which cannot be configured.",
      actionAttemptType: ActionAttempt.Kind.configureAutoLock.rawValue,
      refusal: Operation.Refusal(
        "Salto KS locks lock by themselves shortly after they open. This cannot be configured.", status: 200,
        type: "uncategorized_error"))
    public var deviceID = ID<Device>.blank
    public var autoLockEnabled = false
    public var autoLockDelaySeconds: Double?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field("auto_lock_enabled", &autoLockEnabled, "Whether the lock locks by itself.")
      field(
        "auto_lock_delay_seconds", &autoLockDelaySeconds,
        "Number of seconds after which it locks. Required to enable auto-lock.", .minimum(1), .maximum(60))
    }
  }

  public struct SimulateKeypadCodeEntry: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/locks/simulate/keypad_code_entry", .act, by: .workspace, returns: "action_attempt",
      title: "Simulate a code at a keypad",
      doc: "Simulates that somebody enters a PIN at a lock of a sandbox. The attempt succeeds if the lock opens.",
      actionAttemptType: ActionAttempt.Kind.simulateKeypadCodeEntry.rawValue)
    public var deviceID = ID<Device>.blank
    public var code = ""
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("device_id", &deviceID, "The lock.")
      field("code", &code, "The PIN that is entered.", .secret)
    }
  }

  public struct SimulateManualLockViaKeypad: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/locks/simulate/manual_lock_via_keypad", .act, by: .workspace, returns: "action_attempt",
      title: "Simulate a lock that is locked by hand",
      doc: "Simulates that somebody locks a lock of a sandbox by hand. It ends the lock's office mode.",
      actionAttemptType: ActionAttempt.Kind.simulateManualLockViaKeypad.rawValue)
    public var deviceID = ID<Device>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) { field("device_id", &deviceID, "The lock.") }
  }
}
