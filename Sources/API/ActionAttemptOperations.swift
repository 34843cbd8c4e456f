public import Wire

/// The operations on action attempts.
public enum ActionAttempts {
  public struct Get: Request {
    public typealias Response = ActionAttempt
    public static let operation = Operation(
      "/action_attempts/get", .read, by: [.workspace, .clientSession], returns: "action_attempt",
      title: "Get an action attempt", doc: "Returns one action attempt.")
    public var actionAttemptID = ID<ActionAttempt>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("action_attempt_id", &actionAttemptID, "The attempt.")
    }
  }

  public struct List: Request {
    public typealias Response = Page<ActionAttempt>
    public static let operation = Operation(
      "/action_attempts/list", .read, by: .workspace, returns: "action_attempts", title: "List action attempts",
      doc: "Returns the action attempts of the workspace.")
    public var actionAttemptIDs: [ID<ActionAttempt>]?
    public var deviceID: ID<Device>?
    public var limit = 500
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(filter: "action_attempt_ids", &actionAttemptIDs, "Only these attempts.")
      field(filter: "device_id", &deviceID, "Only attempts on this device.")
      field(standard: "limit", &limit, "Maximum number of attempts per page.", .positive)
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }
}
