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
  private let logger: Logger
  private let signals = Mutex<[WebhookKey: Signal]>([:])
  private let joining: AsyncStream<WebhookKey>
  private let joined: AsyncStream<WebhookKey>.Continuation

  /// - Parameter clock: the system clock, even for sandboxes.
  package init(
    database: Database, clock: SystemClock, secrets: Secrets, transport: any WebhookTransport,
    logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.secrets = secrets
    self.transport = transport
    self.logger = logger
    (joining, joined) = AsyncStream<WebhookKey>.makeStream()
    database.bell.listen { [weak self] in self?.wakeAll() }
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

  /// Starts or wakes the task of a webhook.
  package func wake(_ key: WebhookKey) {
    let known = signals.withLock { signals in
      if let known = signals[key] { return known as Signal? }
      signals[key] = Signal()
      return nil
    }
    if let known { known.set() } else { joined.yield(key) }
  }

  private func wakeAll() { signals.withLock { Array($0.values) }.forEach { $0.set() } }

  package func run() async throws {
    for webhook in try await database.read({ try $0.allWebhooks() }) { wake(WebhookKey(webhook)) }
    await withDiscardingTaskGroup { group in
      for await key in joining.cancelOnGracefulShutdown() {
        group.addTask { await cancelWhenGracefulShutdown { await self.follow(key) } }
      }
    }
  }

  private func follow(_ key: WebhookKey) async {
    guard let signal = signals.withLock({ $0[key] }) else { return }
    await WebhookRun(
      key: key, database: database, clock: clock, secrets: secrets, transport: transport,
      logger: logger, signal: signal
    ).run()
    signals.withLock { $0[key] = nil }
  }
}
