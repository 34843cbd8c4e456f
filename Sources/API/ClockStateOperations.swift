public import Wire

/// The operations on the clock of a sandbox workspace.
public enum SandboxClock {
  public struct Get: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/get", .read, by: .workspace, returns: "clock", title: "Get the clock",
      doc: "Returns the workspace's current time and the pending changes.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Set: Request {
    public typealias Response = ClockState
    public static let operation = Operation(
      "/latchkey/v1/clock/set", .act, by: .workspace, returns: "clock", title: "Set the clock",
      doc: "Sets the clock of a sandbox workspace. Changes that fall due on the way happen in order.")
    public var now = Instant.blank
    public var timeoutSeconds = 30
    public init() {}
    public mutating func describe(_ field: inout some Field) {
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
    public mutating func describe(_ field: inout some Field) {
      field("seconds", &seconds, "Number of seconds to advance the clock by.", .minimum(0), .maximum(3_155_760_000))
      field(
        standard: "timeout_seconds", &timeoutSeconds, "Maximum time to wait, in seconds.", .minimum(0), .maximum(3600))
    }
  }
}
