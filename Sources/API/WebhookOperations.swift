public import Wire

/// A request whose only parameter is a webhook.
public protocol WebhookRequest: Request {
  var webhookID: ID<Webhook> { get set }
}

extension WebhookRequest {
  public mutating func describe(_ field: inout some Field) {
    field("webhook_id", &webhookID, "The webhook.", .minLength(1))
  }
}

/// The operations on webhooks.
public enum Webhooks {
  public struct Create: Request {
    public typealias Response = Webhook
    public static let operation = Operation(
      "/webhooks/create", .create, by: .workspace, returns: "webhook", title: "Create a webhook",
      doc: "Creates a webhook. Events are sent to its URL from now on, signed with the returned secret.")
    public var url = ""
    public var eventTypes = ["*"]
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("url", &url, "URL to send events to.", .url)
      field(standard: "event_types", &eventTypes, "Types of the events to send. `*` for all.")
    }
  }

  public struct Get: WebhookRequest {
    public typealias Response = Webhook
    public static let operation = Operation(
      "/webhooks/get", .read, by: .workspace, role: .administrator, returns: "webhook", title: "Get a webhook",
      doc: "Returns one webhook.")
    public var webhookID = ID<Webhook>.blank
    public init() {}
  }

  public struct List: Request {
    public typealias Response = [Webhook]
    public static let operation = Operation(
      "/webhooks/list", .read, by: .workspace, role: .administrator, returns: "webhooks", title: "List webhooks",
      doc: "Returns the webhooks of the workspace.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct Update: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/webhooks/update", .add, by: .workspace, title: "Update a webhook",
      doc: "Updates the event types of a webhook. To change the URL, create another webhook.")
    public var webhookID = ID<Webhook>.blank
    public var eventTypes: [String] = []
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("webhook_id", &webhookID, "The webhook.")
      field("event_types", &eventTypes, "Types of the events to send. `*` for all.")
    }
  }

  public struct Delete: WebhookRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/webhooks/delete", .delete, by: .workspace, title: "Delete a webhook",
      doc: "Deletes a webhook. Waiting events are discarded.")
    public var webhookID = ID<Webhook>.blank
    public init() {}
  }
}
