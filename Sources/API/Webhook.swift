public import Wire

/// A URL that events are sent to.
public struct Webhook: Record, Answer {
  public static let name = "webhook"
  public var webhookID: ID<Webhook>
  public var url: String
  public var eventTypes: [String]?
  public var secret: String?

  public init(webhookID: ID<Webhook>, url: String, eventTypes: [String]? = nil, secret: String? = nil) {
    self.webhookID = webhookID
    self.url = url
    self.eventTypes = eventTypes
    self.secret = secret
  }
  public static let blank = Webhook(webhookID: .blank, url: "")

  public mutating func describe(_ field: inout some Field) {
    field("webhook_id", &webhookID, "ID of the webhook.")
    field("url", &url, "URL that events are sent to.")
    field("event_types", &eventTypes, "Types of the events that are sent. `*` for all.")
    field("secret", &secret, "Secret that signs the deliveries. Keep it secret.")
  }
}
