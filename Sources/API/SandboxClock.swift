import Wire

/// A sandbox workspace's clock, and what is still under way at its moment.
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
      field("mutation_code", &mutationCode, "What is under way; `updating_subscription` beside the API's own codes.")
      field("reason", &reason, "Why it is not done, for people.")
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
    field("now", &now, "What the workspace takes for the present.")
    field("is_settled", &isSettled, "Whether the provider has confirmed all that this moment asks for.")
    field("pending", &pending, "What it has not confirmed.")
  }
}

/// The operations on the clock of a sandbox workspace.
public enum SandboxClock {
  public struct Get: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/get", .read, by: .workspace, returns: "clock", title: "Get the clock",
      doc: "Returns the workspace's present and what is still under way.")
    public init() {}
    public mutating func describe(_ field: Field) {}
  }

  public struct Set: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/set", .act, by: .workspace, returns: "clock", title: "Set the clock",
      doc: "Moves a sandbox workspace to a moment. What falls due on the way forward happens in its order.")
    public var now = Instant.blank
    public var timeoutSeconds = 30
    public init() {}
    public mutating func describe(_ field: Field) {
      field("now", &now, "The moment to move to.")
      field(standard: "timeout_seconds", &timeoutSeconds, "How long to wait at most.", .minimum(0), .maximum(3600))
    }
  }

  public struct Advance: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/advance", .act, by: .workspace, returns: "clock", title: "Advance the clock",
      doc: "Moves a sandbox workspace forward. What falls due on the way happens in its order.")
    public var seconds = 0
    public var timeoutSeconds = 30
    public init() {}
    public mutating func describe(_ field: Field) {
      field("seconds", &seconds, "How far to move.", .minimum(0), .maximum(3_155_760_000))
      field(standard: "timeout_seconds", &timeoutSeconds, "How long to wait at most.", .minimum(0), .maximum(3600))
    }
  }
}
