import Wire

/// What an event tells of an attempt, beside its id, which stands with ``LockAccess``.
public struct EventAttempt: Hashable, Sendable {
  public var actionType: Extensible<ActionAttempt.Kind>?
  public var status: Extensible<ActionAttempt.Status>?
  public init() {}
  public init(_ attempt: ActionAttempt) {
    actionType = attempt.actionType
    status = attempt.status
  }
  mutating func describe(_ field: Field) {
    field("action_type", &actionType, "What was attempted.")
    field("status", &status, "How the attempt ended.")
  }
}
