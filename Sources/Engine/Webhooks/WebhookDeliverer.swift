import API
package import Core
package import Logging
import ServiceLifecycle
package import Store
import Synchronization
package import Wire

/// Sends events to webhooks: a service with a task for each webhook, so that a slow receiver
/// does not delay others.
package final class WebhookDeliverer: Service {
  private let database: Database
  private let clock: SystemClock
  private let secrets: Secrets
  private let transport: any WebhookTransport
  private let claims: Claims
  private let logger: Logger
  private let signals = Mutex<[WebhookKey: Signal]>([:])
  private let joining: AsyncStream<WebhookKey>
  private let joined: AsyncStream<WebhookKey>.Continuation

  /// - Parameters:
  ///   - clock: the system clock, even for sandboxes.
  ///   - claims: what this node works for. Other webhooks are served by other nodes.
  package init(
    database: Database, clock: SystemClock, secrets: Secrets, transport: any WebhookTransport,
    claims: Claims = .ofSingleProcess(), logger: Logger
  ) {
    self.claims = claims
    self.database = database
    self.clock = clock
    self.secrets = secrets
    self.transport = transport
    self.logger = logger
    (joining, joined) = AsyncStream<WebhookKey>.makeStream()
    database.bell.listen { [weak self] in self?.hear($0) }
    claims.follow([.webhook]) { [weak self] _, subject in
      self?.begin(WebhookKey(subject))
    } lose: { [weak self] subject in
      // The task sees that its claim is lost.
      self?.signals.withLock { $0[WebhookKey(subject)] }?.set()
    }
  }

  /// Why events can never be sent to a URL. Nil if they can.
  package func refusal(of url: String) async -> String? { await transport.refusal(of: url) }

  /// Sends a body that is no event of the log, and returns when and the receiver's response. Nothing is stored.
  package func send(
    _ messageID: String, _ body: String, to webhook: WebhookRecord
  ) async throws -> (at: Instant, answer: WebhookAnswer) {
    let now = clock.now()
    let post = WebhookPost(secrets: secrets, transport: transport)
    return (now, try await post.send(messageID, body, to: webhook, at: now))
  }

  /// Starts or wakes the task of a webhook, at the node that works for it.
  package func wake(_ key: WebhookKey) {
    begin(key)
    if !claims.areOfSingleProcess { database.bell.ring(.webhook(key.id)) }
  }

  /// Starts or wakes the task of a webhook in this process.
  private func begin(_ key: WebhookKey) {
    let known = signals.withLock { signals in
      if let known = signals[key] { return known as Signal? }
      signals[key] = Signal()
      return nil
    }
    if let known { known.set() } else { joined.yield(key) }
  }

  private func hear(_ topic: Topic) {
    let woken = signals.withLock { signals -> [WebhookKey: Signal] in
      switch topic {
      case .events(let workspace): signals.filter { $0.key.workspaceID == workspace }
      case .webhook(let webhook): signals.filter { $0.key.id == webhook }
      case .everything: signals
      default: [:]
      }
    }
    for signal in woken.values { signal.set() }
  }

  package func run() async throws {
    if claims.areOfSingleProcess {
      for webhook in try await database.read({ try $0.allWebhooks() }) { begin(WebhookKey(webhook)) }
    }
    await withDiscardingTaskGroup { group in
      for await key in joining.cancelOnGracefulShutdown() {
        group.addTask { await cancelWhenGracefulShutdown { await self.follow(key) } }
      }
    }
  }

  private func follow(_ key: WebhookKey) async {
    guard let signal = signals.withLock({ $0[key] }) else { return }
    var isDeleted = false
    if let hold = claims.hold(on: key.subject) {
      let run = WebhookRun(
        key: key, database: database, clock: clock, secrets: secrets, transport: transport, hold: hold,
        logger: logger, signal: signal)
      await run.run()
      isDeleted = run.isDeleted
    } else {
      await claims.add(key.subject)
    }
    signals.withLock { $0[key] = nil }
    // The claim may have been gained in between. After a pause of the renewals it is the same one.
    if !isDeleted, !Task.isCancelled, claims.hold(on: key.subject) != nil { begin(key) }
  }
}
