package import API
package import Core
import Logging
import Metrics
import Store
import Synchronization
import Tracing
package import Wire

/// Delivers the events of a workspace to one webhook: in order for each resource, several resources concurrently.
/// A failed event delays only its own resource, and so does a slow delivery
/// while there are fewer than `width` of them.
final class WebhookRun: Sendable {
  /// Maximum number of concurrent deliveries.
  private static let width = 8
  /// Number of events that are queued at once, and maximum number of queued events.
  private static let chunk = 256
  private static let waitingMax = 10_000
  /// Maximum time between two checks.
  private static let idleTime = Duration.seconds(60)
  /// The pause after an internal failure.
  private static let pause = Duration.seconds(1)

  let key: WebhookKey
  let database: Database
  let clock: SystemClock
  let secrets: Secrets
  let transport: any WebhookTransport
  private let hold: Hold
  private let logger: Logger
  /// Wakes the run.
  private let signal: Signal
  /// The resources with a delivery in progress.
  private let underWay = Mutex<Set<String>>([])
  private let deleted = Atomic(false)
  /// Whether the run has ended because the webhook was deleted.
  var isDeleted: Bool { deleted.load(ordering: .relaxed) }

  init(
    key: WebhookKey, database: Database, clock: SystemClock, secrets: Secrets, transport: any WebhookTransport,
    hold: Hold = .ofSingleProcess, logger: Logger, signal: Signal
  ) {
    self.key = key
    self.hold = hold
    self.database = database.claimed(by: hold.claim)
    self.clock = clock
    self.secrets = secrets
    self.transport = transport
    self.logger = logger
    self.signal = signal
  }

  /// Delivers until the webhook is deleted, another node has its claim, or the task is canceled.
  ///
  /// - Parameter endsAtRest: whether to end once nothing is due or in progress.
  /// - Returns: when the next delivery is due. Nil if none is.
  @discardableResult
  func run(endsAtRest: Bool = false) async -> Instant? {
    await withDiscardingTaskGroup { group in
      var (ready, replayCount) = (ArraySlice<WebhookDelivery>(), 0)
      while !Task.isCancelled, !hold.isLost, !isDeleted {
        guard hasRoom else {
          await signal.wait(upTo: Self.idleTime)
          continue
        }
        do {
          let webhook = try await webhook()
          // Deliveries found before a replay are found again in order.
          if webhook.pausedAt != nil || webhook.replayCount != replayCount { ready = [] }
          replayCount = webhook.replayCount
          // A delivery in progress holds back the later ones of its resource, even if it ends in the meantime.
          let wasIdle = isIdle
          let next = webhook.pausedAt == nil ? try await fill(&ready, for: webhook) : nil
          while hasRoom, let delivery = ready.popFirst() {
            underWay.withLock { _ = $0.insert(delivery.resource) }
            group.addTask { await self.send(delivery, to: webhook) }
          }
          if endsAtRest, wasIdle, isIdle, next.map({ $0 > clock.now() }) ?? true { return next }
          let rest = next.map { min(max($0 - clock.now(), .milliseconds(1)), Self.idleTime) }
          await signal.wait(upTo: rest ?? Self.idleTime)
        } catch is Deleted {
          deleted.store(true, ordering: .relaxed)
        } catch is ClaimLost {
          // The node notices it soon.
          try? await Task.sleep(for: Self.pause)
        } catch {
          logger.error("Events could not be sent", metadata: ["webhook_id": "\(key.id)", "error": "\(error)"])
          try? await Task.sleep(for: Self.pause)
        }
      }
      return nil
    }
  }

  private var isIdle: Bool { underWay.withLock(\.isEmpty) }

  private var hasRoom: Bool { underWay.withLock { $0.count < Self.width } }

  /// Finds the due deliveries, once all earlier ones have been started.
  ///
  /// - Returns: when the next delivery is due or the next event can be queued. Nil if there is none.
  private func fill(_ ready: inout ArraySlice<WebhookDelivery>, for webhook: WebhookRecord) async throws -> Instant? {
    guard ready.isEmpty else { return nil }
    let hasMore = try await takeUp(webhook)
    let now = clock.now()
    // Taken before the database is read: a delivery that ends in between is still unchanged there.
    let busy = underWay.withLock { $0 }
    let (due, next) = try await database.read { connection in
      (
        try connection.dueDeliveries(of: webhook, at: now, limit: Self.chunk),
        try connection.nextDelivery(of: webhook, after: now)
      )
    }
    ready = due.filter { !busy.contains($0.resource) }[...]
    return hasMore ? now : next
  }

  private struct Deleted: Error {}

  private func webhook() async throws -> WebhookRecord {
    let key = key
    guard let webhook = try await database.read({ try $0.webhook(key.id, in: key.workspaceID) }) else {
      throw Deleted()
    }
    return webhook
  }

  /// - Returns: whether more events can be queued.
  private func takeUp(_ webhook: WebhookRecord) async throws -> Bool {
    let (last, counts) = try await database.read { connection in
      (try connection.lastEventSequence(in: webhook.workspaceID), try connection.deliveryCounts(of: webhook))
    }
    guard last > webhook.takenUntil, counts.waiting + counts.exhausted < Self.waitingMax else { return false }
    let clock = clock
    return try await database.write(in: webhook.workspaceID, at: clock.now(), by: .rule(.webhooks)) { transaction in
      guard let current = try transaction.webhook(webhook.id, in: webhook.workspaceID) else { return false }
      return try transaction.takeUpEvents(for: current, limit: Self.chunk)
    }
  }

  private func send(_ delivery: WebhookDelivery, to webhook: WebhookRecord) async {
    do {
      try await withSpan("Deliver an event", ofKind: .producer) { span in
        span.attributes["latchkey.webhook_id"] = webhook.id.text
        span.attributes["latchkey.event_id"] = delivery.eventID.text
        try await sendNow(delivery, to: webhook)
      }
    } catch {
      // The attempt could not be stored. It is repeated, but not immediately.
      logger.error("An event could not be sent", metadata: ["webhook_id": "\(key.id)", "error": "\(error)"])
      try? await Task.sleep(for: Self.pause)
    }
    underWay.withLock { _ = $0.remove(delivery.resource) }
    signal.set()
  }

  private func sendNow(_ delivery: WebhookDelivery, to webhook: WebhookRecord) async throws {
    let now = clock.now()
    let answer = try await WebhookPost(secrets: secrets, transport: transport)
      .send(delivery.messageID, delivery.body, to: webhook, at: now)
    // An attempt that was canceled by a shutdown is repeated.
    if Task.isCancelled, case .failed = answer { return }
    let attempt = WebhookAttempt(
      eventSequence: delivery.eventSequence, eventID: delivery.eventID, at: now, status: answer.status,
      problem: answer.problem)
    Counter(
      label: "latchkey_webhook_attempts_total", dimensions: [("result", attempt.isSuccess ? "delivered" : "failed")]
    ).increment()
    let delay =
      attempt.isSuccess
      ? nil
      : WebhookSchedule.delay(
        afterAttempts: delivery.attempts + 1, asked: answer.retryAfter, varying: secrets.random)
    let clock = clock
    let dueAt = delay.map { clock.now() + $0 }
    try await database.write(in: webhook.workspaceID, at: clock.now(), by: .rule(.webhooks)) { transaction in
      guard var current = try transaction.webhook(webhook.id, in: webhook.workspaceID) else { return }
      let isWaitedFor = try transaction.settle(delivery, attempt, of: webhook, dueAt: dueAt)
      guard isWaitedFor, !attempt.isSuccess, dueAt == nil else { return }
      current.pausedAt = attempt.at
      try transaction.save(current)
    }
  }
}

extension WebhookAnswer {
  var retryAfter: Duration? { if case .answered(_, let delay) = self { delay } else { nil } }
}

/// Identifies a webhook.
package struct WebhookKey: Hashable, Sendable {
  package var workspaceID: ID<Workspace>
  package var id: ID<Webhook>
  package init(_ webhook: WebhookRecord) {
    workspaceID = webhook.workspaceID
    id = webhook.id
  }

  init(_ subject: ClaimSubject) {
    workspaceID = subject.workspaceID
    id = ID(subject.id)
  }

  /// What a node has to claim to serve the webhook.
  var subject: ClaimSubject { .webhook(id, in: workspaceID) }
}
