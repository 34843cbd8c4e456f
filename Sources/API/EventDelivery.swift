public import Wire

/// The delivery of one event to a webhook: what is sent, and every stored attempt.
public struct EventDelivery: Record, Answer {
  public static let name = "event_delivery"

  public enum State: String, Choice {
    /// It was not delivered yet.
    case waiting
    case delivered
    /// It failed for good.
    case failed
  }

  public var eventID: ID<Event>
  public var sequence: Int
  public var state: Extensible<State>
  public var nextAttemptAt: Instant?
  public var attempts: [WebhookState.Attempt]
  public var sentEvent: Event?

  public init(
    eventID: ID<Event>, sequence: Int, state: State, nextAttemptAt: Instant?, attempts: [WebhookState.Attempt],
    sentEvent: Event?
  ) {
    self.eventID = eventID
    self.sequence = sequence
    self.state = .known(state)
    self.nextAttemptAt = nextAttemptAt
    self.attempts = attempts
    self.sentEvent = sentEvent
  }
  public static let blank = EventDelivery(
    eventID: .blank, sequence: 0, state: .waiting, nextAttemptAt: nil, attempts: [], sentEvent: nil)

  public mutating func describe(_ field: inout some Field) {
    field("event_id", &eventID, "The event.")
    field("sequence", &sequence, "Sequence number of the event in the workspace.")
    field("state", &state, "Whether the event was delivered.")
    field("next_attempt_at", &nextAttemptAt, "When the event is sent next, by the system clock.")
    field("attempts", &attempts, "The stored attempts, newest first.")
    field("sent_event", &sentEvent, "The event as it is sent. Absent once the event is deleted.")
  }
}
