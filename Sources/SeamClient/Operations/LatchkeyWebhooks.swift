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

    /// Returns the delivery state of each webhook of the workspace, with the latest attempt only.
    public func list() async throws -> [WebhookState] {
      try await seam.send(WebhookDeliveries.ListStates())
    }

    /// Returns the deliveries of events to a webhook, the newest events first: those that wait or failed, and those of
    /// the latest 1,000 attempts. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    ///   - eventID: Only the delivery of this event.
    ///   - limit: Maximum number of deliveries per page.
    public func listAllDeliveries(
      webhookID: ID<Webhook>, eventID: ID<Event>? = nil, limit: Int = 100
    ) -> Paginator<EventDelivery> {
      var request = WebhookDeliveries.List()
      request.webhookID = webhookID
      request.eventID = eventID
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the deliveries of events to a webhook, the newest events first: those that wait or failed, and those of
    /// the latest 1,000 attempts. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    ///   - eventID: Only the delivery of this event.
    ///   - limit: Maximum number of deliveries per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func listDeliveries(
      webhookID: ID<Webhook>, eventID: ID<Event>? = nil, limit: Int = 100, pageCursor: String? = nil
    ) async throws -> [EventDelivery] {
      try await listAllDeliveries(webhookID: webhookID, eventID: eventID, limit: limit).items(after: pageCursor)
    }

    /// Sends a signed event of the type `latchkey.testEvent` to a webhook, also while it is paused, and waits for the
    /// response. The event is not in the log.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    @discardableResult
    public func sendTestEvent(webhookID: ID<Webhook>) async throws -> WebhookTest {
      var request = WebhookDeliveries.SendTestEvent()
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
