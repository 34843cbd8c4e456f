public import Wire

/// The operations on the sessions of operators.
public enum OperatorSessions {
  public struct List: Request {
    public typealias Response = [OperatorSession]
    public static let operation = Operation(
      "/latchkey/v1/operator_sessions/list", .read, by: .workspace, returns: "operator_sessions",
      title: "List sessions of operators",
      doc:
        "Returns the sessions of the workspace's operators that have not ended, in order of creation. Only "
        + "administrators see those of others.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Revoke: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/operator_sessions/revoke", .act, by: .workspace, role: .viewer,
      title: "Revoke a session of an operator",
      doc: "Ends a session at once. Only administrators can end those of others.")
    public var operatorSessionID = ID<OperatorSession>.blank
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("operator_session_id", &operatorSessionID, "The session.")
    }
  }
}
