package import API
package import Wire

/// A stored webhook.
package struct WebhookRecord: Hashable, Sendable {
  package var id: ID<Webhook>
  package var workspaceID: ID<Workspace>
  package var sequence: Int
  package var createdAt: Instant
  package var url: String
  /// The types of the events that are sent. `*` for all.
  package var eventTypes: [String]
  package var sealedSecret: [UInt8]
  /// The last event that was queued for it.
  package var takenUntil: Int
  /// The number of replays.
  package var replayCount: Int
  /// Since when delivery has been paused because of a failed event, by the system clock.
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

  /// The context that the sealed secret is bound to.
  package var secretPlace: String { Self.secretPlace(of: id, in: workspaceID) }

  package static func secretPlace(of id: ID<Webhook>, in workspace: ID<Workspace>) -> String {
    "webhook/\(workspace)/\(id)"
  }

  package func wants(_ type: String) -> Bool { eventTypes.contains("*") || eventTypes.contains(type) }

  /// The API resource.
  ///
  /// - Parameter secret: the decrypted secret.
  package func resource(secret: String) -> Webhook {
    Webhook(webhookID: id, url: url, eventTypes: eventTypes, secret: secret)
  }
}

/// A delivery of an event to a webhook.
package struct WebhookDelivery: Hashable, Sendable {
  package var eventSequence: Int
  package var eventID: ID<Event>
  /// The subject of the event. Events about one subject are delivered in order.
  package var resource: String
  package var attempts: Int
  /// The next attempt, by the system clock. Nil once it has failed for good.
  package var dueAt: Instant?
  /// The webhook's number of replays when the attempt began. The outcome of an older attempt does not affect a later
  /// replay.
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

  /// The ID for the receiver. It is the same for every attempt.
  package var messageID: String { "msg_\(eventID)" }
}

/// The result of one attempt.
package struct WebhookAttempt: Hashable, Sendable {
  package var eventSequence: Int
  package var eventID: ID<Event>
  /// By the system clock.
  package var at: Instant
  /// The status of the response. Nil if there was none.
  package var status: Int?
  /// Why it failed. Nil if it did not.
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
