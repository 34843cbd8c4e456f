public import Wire

/// The state of the delivery of events to a webhook.
public struct WebhookState: Record, Answer {
  public static let name = "webhook_state"

  /// One attempt to deliver an event.
  public struct Attempt: Record, Hashable {
    public static let name = "webhook_attempt"
    public var eventID: ID<Event>
    public var sequence: Int
    public var attemptedAt: Instant
    public var statusCode: Int?
    public var problem: String?
    public init(eventID: ID<Event>, sequence: Int, attemptedAt: Instant, statusCode: Int?, problem: String?) {
      self.eventID = eventID
      self.sequence = sequence
      self.attemptedAt = attemptedAt
      self.statusCode = statusCode
      self.problem = problem
    }
    public static let blank = Attempt(eventID: .blank, sequence: 0, attemptedAt: .blank, statusCode: nil, problem: nil)
    public mutating func describe(_ field: inout some Field) {
      field("event_id", &eventID, "The event.")
      field("sequence", &sequence, "Sequence number of the event in the workspace.")
      field("attempted_at", &attemptedAt, "When the event was sent, by the system clock.")
      field("status_code", &statusCode, "HTTP status of the receiver's response. Absent if it sent none.")
      field("problem", &problem, "Why the attempt failed. Absent if it did not.")
    }
  }

  public var webhookID: ID<Webhook>
  public var url: String
  public var pausedAt: Instant?
  public var takenUntil: Int
  public var lastSequence: Int
  public var waitingCount: Int
  public var exhaustedCount: Int
  public var attempts: [Attempt]

  public init(
    webhookID: ID<Webhook>, url: String, pausedAt: Instant?, takenUntil: Int, lastSequence: Int, waitingCount: Int,
    exhaustedCount: Int, attempts: [Attempt]
  ) {
    self.webhookID = webhookID
    self.url = url
    self.pausedAt = pausedAt
    self.takenUntil = takenUntil
    self.lastSequence = lastSequence
    self.waitingCount = waitingCount
    self.exhaustedCount = exhaustedCount
    self.attempts = attempts
  }
  public static let blank = WebhookState(
    webhookID: .blank, url: "", pausedAt: nil, takenUntil: 0, lastSequence: 0, waitingCount: 0, exhaustedCount: 0,
    attempts: [])
  public mutating func describe(_ field: inout some Field) {
    field("webhook_id", &webhookID, "The webhook.")
    field("url", &url, "URL that events are sent to.")
    field(
      "paused_at", &pausedAt,
      "When delivery was paused because an event could not be delivered. Absent while delivery is active.")
    field("taken_until", &takenUntil, "Sequence number of the last event that was queued for the webhook.")
    field("last_sequence", &lastSequence, "Sequence number of the last event of the workspace.")
    field("waiting_count", &waitingCount, "Number of queued events that were not delivered yet.")
    field("exhausted_count", &exhaustedCount, "Number of events whose delivery failed for good.")
    field("attempts", &attempts, "The latest attempts, newest first.")
  }
}
