// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/webhooks`.
  public struct Webhooks: Sendable {
    let seam: Seam

    /// Tells how far a webhook has come in the log, what waits or was given up, and what was tried last.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    public func get(webhookID: ID<Webhook>) async throws -> WebhookState {
      var request = WebhookDeliveries.Get()
      request.webhookID = webhookID
      return try await seam.send(request)
    }

    /// Sends again at once what waits or was given up, and goes on from there.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    public func resume(webhookID: ID<Webhook>) async throws {
      var request = WebhookDeliveries.Resume()
      request.webhookID = webhookID
      try await seam.send(request)
    }

    /// Sends all events again from a number on, each with the id that it had before.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    ///   - fromSequence: The number of the first event to send.
    public func replay(webhookID: ID<Webhook>, fromSequence: Int) async throws {
      var request = WebhookDeliveries.Replay()
      request.webhookID = webhookID
      request.fromSequence = fromSequence
      try await seam.send(request)
    }
  }
}
