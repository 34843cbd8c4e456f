import Core
import Wire

/// Sends a body to a webhook's receiver, signed with the webhook's secret.
struct WebhookPost: Sendable {
  /// The secret is unavailable, and nothing is sent without a signature.
  struct SecretDoesNotOpen: Error {}

  let secrets: Secrets
  let transport: any WebhookTransport

  /// - Parameter now: the system's clock.
  func send(_ messageID: String, _ body: String, to webhook: WebhookRecord, at now: Instant) async throws
    -> WebhookAnswer
  {
    guard let secret = secrets.opened(webhook.sealedSecret, place: webhook.secretPlace) else {
      throw SecretDoesNotOpen()
    }
    return try await transport.post(
      messageID, body, to: webhook.url, signedWith: String(decoding: secret, as: UTF8.self), at: now)
  }
}

extension WebhookTransport {
  /// Signs a JSON body and sends it.
  ///
  /// - Parameter now: the system's clock.
  func post(
    _ messageID: String, _ body: String, to url: String, signedWith secret: String, at now: Instant
  ) async throws -> WebhookAnswer {
    guard let signature = WebhookSignature.headers(messageID, body, secret: secret, now: now) else {
      throw WebhookPost.SecretDoesNotOpen()
    }
    return await post(
      url, headers: signature + [("content-type", "application/json"), ("user-agent", "latchkey-webhooks")], body: body)
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
