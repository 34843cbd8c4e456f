import API
import Wire

/// A webhook as it is remembered.
public struct WebhookRecord: Hashable, Sendable {
  public var id: ID<Webhook>
  public var workspaceID: ID<Workspace>
  public var sequence: Int
  public var createdAt: Instant
  public var url: String
  /// The types of the events that go there; `*` for all.
  public var eventTypes: [String]
  public var sealedSecret: [UInt8]
  /// The last event of the log that was looked at for it.
  public var takenUntil: Int
  /// How often it was turned back to an earlier event.
  public var replayCount: Int
  /// Since when nothing is sent there, by the system's clock, because an event could not be delivered for too long.
  public var pausedAt: Instant?

  public init(
    id: ID<Webhook>, workspaceID: ID<Workspace>, sequence: Int, createdAt: Instant, url: String, eventTypes: [String],
    sealedSecret: [UInt8], takenUntil: Int, replayCount: Int = 0, pausedAt: Instant? = nil
  ) {
    self.id = id
    self.workspaceID = workspaceID
    self.sequence = sequence
    self.createdAt = createdAt
    self.url = url
    self.eventTypes = eventTypes
    self.sealedSecret = sealedSecret
    self.takenUntil = takenUntil
    self.replayCount = replayCount
    self.pausedAt = pausedAt
  }

  /// What the sealed secret is bound to.
  public var secretPlace: String { Self.secretPlace(of: id, in: workspaceID) }

  public static func secretPlace(of id: ID<Webhook>, in workspace: ID<Workspace>) -> String {
    "webhook/\(workspace)/\(id)"
  }

  public func wants(_ type: String) -> Bool { eventTypes.contains("*") || eventTypes.contains(type) }

  /// The answer of the API.
  ///
  /// - Parameter secret: the opened secret.
  public func resource(secret: String) -> Webhook {
    Webhook(webhookID: id, url: url, eventTypes: eventTypes, secret: secret)
  }
}

/// An event on its way to a webhook.
public struct WebhookDelivery: Hashable, Sendable {
  public var eventSequence: Int
  public var eventID: ID<Event>
  /// What the event is about. Events about one thing are delivered in their order.
  public var resource: String
  public var attempts: Int
  /// When it is tried next, by the system's clock; nil once it was given up.
  public var dueAt: Instant?
  /// The webhook's count of replays when it was taken up: an attempt that began before a replay settles nothing of what
  /// the replay asks for.
  public var replayCount: Int
  /// The event as it is sent.
  public var body: String

  public init(
    eventSequence: Int, eventID: ID<Event>, resource: String, attempts: Int, dueAt: Instant?, replayCount: Int,
    body: String
  ) {
    self.eventSequence = eventSequence
    self.eventID = eventID
    self.resource = resource
    self.attempts = attempts
    self.dueAt = dueAt
    self.replayCount = replayCount
    self.body = body
  }

  /// The id that a receiver knows it by: the same however often it is sent.
  public var messageID: String { "msg_\(eventID)" }
}

/// How one attempt ended.
public struct WebhookAttempt: Hashable, Sendable {
  public var eventSequence: Int
  public var eventID: ID<Event>
  /// By the system's clock.
  public var at: Instant
  /// What the receiver answered; nil where it did not.
  public var status: Int?
  /// Why it failed; nil where it did not.
  public var problem: String?

  public init(eventSequence: Int, eventID: ID<Event>, at: Instant, status: Int?, problem: String?) {
    self.eventSequence = eventSequence
    self.eventID = eventID
    self.at = at
    self.status = status
    self.problem = problem
  }

  public var isSuccess: Bool { problem == nil }
}
