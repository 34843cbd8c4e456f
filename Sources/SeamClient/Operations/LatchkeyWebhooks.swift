// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/webhooks`.
  public struct Webhooks: Sendable {
    let seam: Seam

    /// Returns the delivery state of a webhook: its position, the waiting and failed events, and the latest attempts.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    public func get(webhookID: ID<Webhook>) async throws -> WebhookState {
      var request = WebhookDeliveries.Get()
      request.webhookID = webhookID
      return try await seam.send(request)
    }

    /// Resumes the delivery. Waiting and failed events are sent again at once.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    public func resume(webhookID: ID<Webhook>) async throws {
      var request = WebhookDeliveries.Resume()
      request.webhookID = webhookID
      try await seam.send(request)
    }

    /// Sends all events again, starting at a sequence number. Each keeps its event ID.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    ///   - fromSequence: Sequence number of the first event to send.
    public func replay(webhookID: ID<Webhook>, fromSequence: Int) async throws {
      var request = WebhookDeliveries.Replay()
      request.webhookID = webhookID
      request.fromSequence = fromSequence
      try await seam.send(request)
    }
  }
}
