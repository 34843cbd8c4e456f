import Core
import Wire

/// Signs a body and sends it to a webhook's receiver.
struct WebhookPost: Sendable {
  /// The secret is unavailable, and nothing is sent without a signature.
  struct SecretDoesNotOpen: Error {}

  let secrets: Secrets
  let transport: any WebhookTransport

  /// - Parameter now: the system's clock.
  func send(_ messageID: String, _ body: String, to webhook: WebhookRecord, at now: Instant) async throws
    -> WebhookAnswer
  {
    guard let secret = secrets.opened(webhook.sealedSecret, place: webhook.secretPlace),
      let own = WebhookSignature.headers(
        messageID, body, secret: String(decoding: secret, as: UTF8.self), now: now)
    else { throw SecretDoesNotOpen() }
    return await transport.post(
      webhook.url, headers: own + [("content-type", "application/json"), ("user-agent", "latchkey-webhooks")],
      body: body)
  }
}

extension WebhookAnswer {
  /// The status of the response. Nil if there was none.
  package var status: Int? { if case .answered(let status, _) = self { status } else { nil } }

  /// Why the delivery failed. Nil if it did not.
  package var problem: String? {
    switch self {
    case .answered(200..<300, _): nil
    case .answered(let status, _): "The receiver responded with status \(status)"
    case .failed(let why): why
    }
  }
}
