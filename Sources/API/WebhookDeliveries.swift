import Wire

/// How the delivery of events to a webhook stands.
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
    public mutating func describe(_ field: Field) {
      field("event_id", &eventID, "The event.")
      field("sequence", &sequence, "Its number in the workspace's log.")
      field("attempted_at", &attemptedAt, "When it was sent, by the system's clock.")
      field("status_code", &statusCode, "What the receiver answered; left out where it did not.")
      field("problem", &problem, "Why it failed; left out where it did not.")
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
  public mutating func describe(_ field: Field) {
    field("webhook_id", &webhookID, "The webhook.")
    field("url", &url, "Where events are sent.")
    field("paused_at", &pausedAt, "Since when nothing is sent, as an event was given up; left out while it is.")
    field("taken_until", &takenUntil, "The number of the last event that was taken up for the webhook.")
    field("last_sequence", &lastSequence, "The number of the last event of the workspace.")
    field("waiting_count", &waitingCount, "How many events were taken up and not delivered yet.")
    field("exhausted_count", &exhaustedCount, "How many were given up.")
    field("attempts", &attempts, "The last attempts, the newest first.")
  }
}

/// The operations on the delivery of events.
public enum WebhookDeliveries {
  public struct Get: Request {
    public typealias Response = WebhookState
    public static let operation = Operation(
      "/latchkey/v1/webhooks/get", .read, by: .workspace, returns: "webhook_state", title: "Get a webhook's deliveries",
      doc: "Tells how far a webhook has come in the log, what waits or was given up, and what was tried last.")
    public var webhookID = ID<Webhook>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("webhook_id", &webhookID, "The webhook.", .minLength(1)) }
  }

  public struct Resume: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/webhooks/resume", .act, by: .workspace, title: "Resume a webhook",
      doc: "Sends again at once what waits or was given up, and goes on from there.")
    public var webhookID = ID<Webhook>.blank
    public init() {}
    public mutating func describe(_ field: Field) { field("webhook_id", &webhookID, "The webhook.", .minLength(1)) }
  }

  public struct Replay: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/webhooks/replay", .act, by: .workspace, title: "Replay events to a webhook",
      doc: "Sends all events again from a number on, each with the id that it had before.")
    public var webhookID = ID<Webhook>.blank
    public var fromSequence = 1
    public init() {}
    public mutating func describe(_ field: Field) {
      field("webhook_id", &webhookID, "The webhook.", .minLength(1))
      field("from_sequence", &fromSequence, "The number of the first event to send.", .minimum(1))
    }
  }
}
