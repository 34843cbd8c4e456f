import Wire

/// The attempt that an event tells of.
public struct EventAttempt: Hashable, Sendable {
  public var actionAttemptID: ID<ActionAttempt>?
  public var actionType: Extensible<ActionAttempt.Kind>?
  public var status: Extensible<ActionAttempt.Status>?
  public init() {}
  public init(_ attempt: ActionAttempt) {
    actionAttemptID = attempt.actionAttemptID
    actionType = attempt.actionType
    status = attempt.status
  }
  mutating func describe(_ field: Field) {
    field("action_attempt_id", &actionAttemptID, "The attempt it concerns.")
    field("action_type", &actionType, "What was attempted.")
    field("status", &status, "How the attempt ended.")
  }
}
