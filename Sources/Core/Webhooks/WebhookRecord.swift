import API
import Wire

/// A webhook as it is remembered.
package struct WebhookRecord: Hashable, Sendable {
  package var id: ID<Webhook>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var createdAt: Instant
  package var url: String
  /// The types of the events that go there; `*` for all.
  package var eventTypes: [String]
  package var sealedSecret: [UInt8]
  /// The last event of the log that was looked at for it.
  package var takenUntil: Int
  /// How often it was turned back to an earlier event.
  package var replayCount: Int
  /// Since when nothing is sent there, by the system's clock, because an event could not be delivered for too long.
  package var pausedAt: Instant?

  package init(
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
  package var secretPlace: String { Self.secretPlace(of: id, in: workspaceID) }

  package static func secretPlace(of id: ID<Webhook>, in workspace: ID<Workspace>) -> String {
    "webhook/\(workspace)/\(id)"
  }

  package func wants(_ type: String) -> Bool { eventTypes.contains("*") || eventTypes.contains(type) }

  /// The answer of the API.
  ///
  /// - Parameter secret: the opened secret.
  package func resource(secret: String) -> Webhook {
    Webhook(webhookID: id, url: url, eventTypes: eventTypes, secret: secret)
  }
}

/// An event on its way to a webhook.
package struct WebhookDelivery: Hashable, Sendable {
  package var eventSequence: Int
  package var eventID: ID<Event>
  /// What the event is about. Events about one thing are delivered in their order.
  package var resource: String
  package var attempts: Int
  /// When it is tried next, by the system's clock; nil once it was given up.
  package var dueAt: Instant?
  /// The webhook's count of replays when it was taken up: an attempt that began before a replay settles nothing of what
  /// the replay asks for.
  package var replayCount: Int
  /// The event as it is sent.
  package var body: String

  package init(
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
  package var messageID: String { "msg_\(eventID)" }
}

/// How one attempt ended.
package struct WebhookAttempt: Hashable, Sendable {
  package var eventSequence: Int
  package var eventID: ID<Event>
  /// By the system's clock.
  package var at: Instant
  /// What the receiver answered; nil where it did not.
  package var status: Int?
  /// Why it failed; nil where it did not.
  package var problem: String?

  package init(eventSequence: Int, eventID: ID<Event>, at: Instant, status: Int?, problem: String?) {
    self.eventSequence = eventSequence
    self.eventID = eventID
    self.at = at
    self.status = status
    self.problem = problem
  }

  package var isSuccess: Bool { problem == nil }
}
