// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/webhooks`.
  public struct Webhooks: Sendable {
    let seam: Seam

    /// Creates a webhook. Events are sent to its URL from now on, signed with the returned secret.
    ///
    /// - Parameters:
    ///   - url: URL to send events to.
    ///   - eventTypes: Types of the events to send. `*` for all.
    @discardableResult
    public func create(url: String, eventTypes: [String] = ["*"]) async throws -> Webhook {
      var request = API.Webhooks.Create()
      request.url = url
      request.eventTypes = eventTypes
      return try await seam.send(request)
    }

    /// Returns one webhook.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    public func get(webhookID: ID<Webhook>) async throws -> Webhook {
      var request = API.Webhooks.Get()
      request.webhookID = webhookID
      return try await seam.send(request)
    }

    /// Returns the webhooks of the workspace.
    public func list() async throws -> [Webhook] {
      try await seam.send(API.Webhooks.List())
    }

    /// Updates the event types of a webhook. To change the URL, create another webhook.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    ///   - eventTypes: Types of the events to send. `*` for all.
    public func update(webhookID: ID<Webhook>, eventTypes: [String]) async throws {
      var request = API.Webhooks.Update()
      request.webhookID = webhookID
      request.eventTypes = eventTypes
      try await seam.send(request)
    }

    /// Deletes a webhook. Waiting events are discarded.
    ///
    /// - Parameters:
    ///   - webhookID: The webhook.
    public func delete(webhookID: ID<Webhook>) async throws {
      var request = API.Webhooks.Delete()
      request.webhookID = webhookID
      try await seam.send(request)
    }
  }
}
