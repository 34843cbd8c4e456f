public import Wire

/// How a door was opened, or why not: the details of `lock.unlocked` and `lock.access_denied` events.
public struct LockAccess: Hashable, Sendable {
  public enum Method: String, Choice { case keycode, manual, automatic, unknown, remote, card }

  /// Why access was denied.
  public struct Reason: Record, Hashable {
    public static let name = "lock_access_denied_reason"
    public enum Code: String, Choice {
      case unknownCode = "unknown_code"
      case expiredCode = "expired_code"
      case blocklistedCode = "blocklisted_code"
      case tooManyAttempts = "too_many_attempts"
      case blockedByPrivacyMode = "blocked_by_privacy_mode"
      case credentialError = "credential_error"
    }
    public var message: String
    public var reasonCode: Extensible<Code>

    public init(_ reasonCode: Code, _ message: String) {
      self.message = message
      self.reasonCode = .known(reasonCode)
    }
    public static let blank = Reason(.blank, "")

    public mutating func describe(_ field: inout some Field) {
      field("message", &message, "Human-readable reason.")
      field("reason_code", &reasonCode, "Machine-readable reason.")
    }
  }

  public var method: Extensible<Method>?
  public var isViaBluetooth: Bool?
  public var isViaNFC: Bool?
  public var accessCodeID: ID<AccessCode>?
  public var accessCodeIsManaged: Bool?
  public var actionAttemptID: ID<ActionAttempt>?
  public var code: String?
  public var reason: Reason?
  public init() {}

  mutating func describe(_ field: inout some Field) {
    field("method", &method, "Means by which the door was opened. A mobile key counts as `unknown`.")
    field("is_via_bluetooth", &isViaBluetooth, "Whether a phone opened the door by Bluetooth.")
    field("is_via_nfc", &isViaNFC, "Whether a phone opened the door by NFC.")
    field("access_code_id", &accessCodeID, "The access code that was used.")
    field("access_code_is_managed", &accessCodeIsManaged, "Whether the access code is managed here.")
    field("action_attempt_id", &actionAttemptID, "The action attempt that opened the door.")
    field("code", &code, "The code that was entered. Salto KS never reports it.")
    field("reason", &reason, "Why access was denied.")
  }
}
