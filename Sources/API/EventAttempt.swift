public import Wire

/// The attempt of an event. Its ID is a member of ``LockAccess``.
public struct EventAttempt: Hashable, Sendable {
  public var actionType: Extensible<ActionAttempt.Kind>?
  public var status: Extensible<ActionAttempt.Status>?
  public init() {}
  public init(_ attempt: ActionAttempt) {
    actionType = attempt.actionType
    status = attempt.status
  }
  mutating func describe(_ field: inout some Field) {
    field("action_type", &actionType, "Type of the action.")
    field("status", &status, "Final status of the attempt.")
  }
}
