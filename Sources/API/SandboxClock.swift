import Wire

/// A sandbox workspace's clock, and the changes that are still pending at its current time.
public struct ClockState: Record, Answer {
  public static let name = "clock"

  public struct Pending: Record {
    public static let name = "clock_pending"
    public var acsUserID: ID<AcsUser>
    public var mutationCode: String
    public var reason: String
    public init(acsUserID: ID<AcsUser>, mutationCode: String, reason: String) {
      self.acsUserID = acsUserID
      self.mutationCode = mutationCode
      self.reason = reason
    }
    public static let blank = Pending(acsUserID: .blank, mutationCode: "", reason: "")
    public mutating func describe(_ field: Field) {
      field("acs_user_id", &acsUserID, "The ACS user whose state the provider has not confirmed.")
      field(
        "mutation_code", &mutationCode, "The pending change: a mutation code of the API, or `updating_subscription`.")
      field("reason", &reason, "Human-readable reason why the change is pending.")
    }
  }

  public var now: Instant
  public var isSettled: Bool
  public var pending: [Pending]
  public init(now: Instant, isSettled: Bool, pending: [Pending]) {
    self.now = now
    self.isSettled = isSettled
    self.pending = pending
  }
  public static let blank = ClockState(now: .blank, isSettled: true, pending: [])

  public mutating func describe(_ field: Field) {
    field("now", &now, "The workspace's current time.")
    field("is_settled", &isSettled, "Whether the provider has confirmed all changes that are due.")
    field("pending", &pending, "The changes that the provider has not confirmed yet.")
  }
}

/// The operations on the clock of a sandbox workspace.
public enum SandboxClock {
  public struct Get: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/get", .read, by: .workspace, returns: "clock", title: "Get the clock",
      doc: "Returns the workspace's current time and the pending changes.")
    public init() {}
    public mutating func describe(_ field: Field) {}
  }

  public struct Set: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/set", .act, by: .workspace, returns: "clock", title: "Set the clock",
      doc: "Sets the clock of a sandbox workspace. Changes that fall due on the way happen in order.")
    public var now = Instant.blank
    public var timeoutSeconds = 30
    public init() {}
    public mutating func describe(_ field: Field) {
      field("now", &now, "The time to set.")
      field(
        standard: "timeout_seconds", &timeoutSeconds, "Maximum time to wait, in seconds.", .minimum(0), .maximum(3600))
    }
  }

  public struct Advance: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/advance", .act, by: .workspace, returns: "clock", title: "Advance the clock",
      doc: "Advances the clock of a sandbox workspace. Changes that fall due on the way happen in order.")
    public var seconds = 0
    public var timeoutSeconds = 30
    public init() {}
    public mutating func describe(_ field: Field) {
      field("seconds", &seconds, "Number of seconds to advance the clock by.", .minimum(0), .maximum(3_155_760_000))
      field(
        standard: "timeout_seconds", &timeoutSeconds, "Maximum time to wait, in seconds.", .minimum(0), .maximum(3600))
    }
  }
}
