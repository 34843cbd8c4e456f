import API
import Core
import Logging
import Store
import Tracing
import Wire

/// Brings the events of a workspace's log to one webhook: in order for each resource, several resources side by side.
/// An event that cannot be delivered holds back its own resource only.
struct WebhookRun: Sendable {
  /// How many events are sent side by side.
  private static let width = 8
  /// How many events are taken up at once, and how many wait at most before the log itself has to.
  private static let chunk = 256
  private static let waitingMax = 10_000

  let key: WebhookKey
  let database: Database
  let clock: SystemClock
  let secrets: Secrets
  let transport: any WebhookTransport
  let metrics: Metrics

  /// Delivers until nothing is due now.
  ///
  /// - Returns: when something is due next; nil where nothing waits.
  /// - Throws: ``Gone`` once the webhook is deleted.
  func pass() async throws -> Instant? {
    while !Task.isCancelled {
      let webhook = try await webhook()
      if webhook.pausedAt != nil { return nil }
      let hasMore = try await takeUp(webhook)
      let now = clock.now()
      let due = try await database.read { try $0.dueDeliveries(of: webhook, at: now, limit: Self.chunk) }
      if due.isEmpty, !hasMore { return try await database.read { try $0.nextDelivery(of: webhook) } }
      try await send(due, to: webhook)
    }
    return nil
  }

  /// The webhook is not there any more.
  struct Gone: Error {}

  private func webhook() async throws -> WebhookRecord {
    let key = key
    guard let webhook = try await database.read({ try $0.webhook(key.id, in: key.workspaceID) }) else { throw Gone() }
    return webhook
  }

  /// - Returns: whether there is more to take up, and room for it.
  private func takeUp(_ webhook: WebhookRecord) async throws -> Bool {
    let now = clock.now()
    let (last, counts) = try await database.read { connection in
      (try connection.lastEventSequence(in: webhook.workspaceID), try connection.deliveryCounts(of: webhook))
    }
    guard last > webhook.takenUntil, counts.waiting + counts.exhausted < Self.waitingMax else { return false }
    return try await database.write { connection in
      guard let current = try connection.webhook(webhook.id, in: webhook.workspaceID) else { return false }
      return try connection.takeUpEvents(for: current, limit: Self.chunk, at: now)
    }
  }

  private func send(_ deliveries: [WebhookDelivery], to webhook: WebhookRecord) async throws {
    guard let secret = secrets.opened(webhook.sealedSecret, place: webhook.secretPlace) else { throw Gone() }
    let text = String(decoding: secret, as: UTF8.self)
    try await withThrowingTaskGroup(of: Void.self) { group in
      var rest = deliveries[...]
      for delivery in rest.prefix(Self.width) { group.addTask { try await send(delivery, to: webhook, text) } }
      rest = rest.dropFirst(Self.width)
      while try await group.next() != nil {
        guard !Task.isCancelled, let delivery = rest.popFirst() else { continue }
        group.addTask { try await send(delivery, to: webhook, text) }
      }
    }
  }

  /// - Throws: where the attempt cannot be written down; it is made again, though not at once.
  private func send(_ delivery: WebhookDelivery, to webhook: WebhookRecord, _ secret: String) async throws {
    try await withSpan("Deliver an event", ofKind: .producer) { span in
      span.attributes["latchkey.webhook_id"] = webhook.id.text
      span.attributes["latchkey.event_id"] = delivery.eventID.text
      try await sendNow(delivery, to: webhook, secret)
    }
  }

  private func sendNow(_ delivery: WebhookDelivery, to webhook: WebhookRecord, _ secret: String) async throws {
    let now = clock.now()
    let own = WebhookSignature.headers(delivery.messageID, delivery.body, secret: secret, now: now) ?? []
    let answer = await transport.post(
      webhook.url, headers: own + [("content-type", "application/json"), ("user-agent", "latchkey-webhooks")],
      body: delivery.body)
    // An attempt that was broken off because the program ends is made again.
    if Task.isCancelled, case .failed = answer { return }
    let attempt = attempt(delivery, answer, at: now)
    metrics.count(.webhookAttempts, ("result", attempt.isSuccess ? "delivered" : "failed"))
    let delay = attempt.isSuccess ? nil
      : WebhookSchedule.delay(
        afterAttempts: delivery.attempts + 1, asked: answer.retryAfter, varying: secrets.random)
    let dueAt = delay.map { clock.now() + $0 }
    try await database.write { connection in
      guard var current = try connection.webhook(webhook.id, in: webhook.workspaceID) else { return }
      try connection.settle(delivery, attempt, of: webhook, dueAt: dueAt)
      guard !attempt.isSuccess, dueAt == nil, current.replayCount == delivery.replayCount else { return }
      current.pausedAt = attempt.at
      try connection.save(current)
    }
  }

  private func attempt(_ delivery: WebhookDelivery, _ answer: WebhookAnswer, at now: Instant) -> WebhookAttempt {
    var attempt = WebhookAttempt(
      eventSequence: delivery.eventSequence, eventID: delivery.eventID, at: now, status: nil, problem: nil)
    switch answer {
    case .answered(let status, _):
      attempt.status = status
      if !(200..<300).contains(status) { attempt.problem = "The receiver answered \(status), which is no success" }
    case .failed(let why): attempt.problem = why
    }
    return attempt
  }
}

extension WebhookAnswer {
  var retryAfter: Duration? { if case .answered(_, let delay) = self { delay } else { nil } }
}

/// Which webhook.
public struct WebhookKey: Hashable, Sendable {
  public var workspaceID: ID<Workspace>
  public var id: ID<Webhook>
  public init(_ webhook: WebhookRecord) {
    workspaceID = webhook.workspaceID
    id = webhook.id
  }
}
