public import Wire

/// The operations on the delivery of events.
public enum WebhookDeliveries {
  public struct Get: WebhookRequest {
    public typealias Response = WebhookState
    public static let operation = Operation(
      "/latchkey/v1/webhooks/get", .read, by: .workspace, role: .administrator, returns: "webhook_state",
      title: "Get a webhook's deliveries",
      doc:
        "Returns the delivery state of a webhook: its position, the waiting and failed events, and the latest attempts."
    )
    public var webhookID = ID<Webhook>.blank
    public init() {}
  }

  public struct ListStates: Request {
    public typealias Response = [WebhookState]
    public static let operation = Operation(
      "/latchkey/v1/webhooks/list", .read, by: .workspace, role: .administrator, returns: "webhook_states",
      title: "List the delivery states of webhooks",
      doc: "Returns the delivery state of each webhook of the workspace, with the latest attempt only.")
    public init() {}
    public mutating func describe(_ field: inout some Field) {}
  }

  public struct List: Request {
    public typealias Response = Page<EventDelivery>
    public static let operation = Operation(
      "/latchkey/v1/webhooks/list_deliveries", .read, by: .workspace, role: .administrator, returns: "deliveries",
      title: "List the deliveries of a webhook",
      doc: """
        Returns the deliveries of events to a webhook, the newest events first: those that wait or failed, and those of \
        the latest 1,000 attempts.
        """)
    public var webhookID = ID<Webhook>.blank
    public var eventID: ID<Event>?
    public var limit = 100
    public var pageCursor: Nullable<String>?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("webhook_id", &webhookID, "The webhook.", .minLength(1))
      field(filter: "event_id", &eventID, "Only the delivery of this event.")
      field(standard: "limit", &limit, "Maximum number of deliveries per page.", .positive, .maximum(1000))
      field("page_cursor", &pageCursor, "The `next_page_cursor` of the previous page.")
    }
  }

  public struct SendTestEvent: WebhookRequest {
    public typealias Response = WebhookTest
    public static let operation = Operation(
      "/latchkey/v1/webhooks/send_test_event", .act, by: .workspace, returns: "webhook_test",
      title: "Send a test event",
      doc: """
        Sends a signed event of the type `latchkey.test_event` to a webhook, also while it is paused, and waits for the \
        response. The event is not in the log.
        """)
    public var webhookID = ID<Webhook>.blank
    public init() {}
  }

  public struct Resume: WebhookRequest {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/webhooks/resume", .act, by: .workspace, title: "Resume a webhook",
      doc: "Resumes the delivery. Waiting and failed events are sent again at once.")
    public var webhookID = ID<Webhook>.blank
    public init() {}
  }

  public struct Replay: Request {
    public typealias Response = Nothing
    public static let operation = Operation(
      "/latchkey/v1/webhooks/replay", .act, by: .workspace, title: "Replay events to a webhook",
      doc: "Sends all events again, starting at a sequence number. Each keeps its event ID.")
    public var webhookID = ID<Webhook>.blank
    public var fromSequence = 1
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field("webhook_id", &webhookID, "The webhook.", .minLength(1))
      field("from_sequence", &fromSequence, "Sequence number of the first event to send.", .minimum(1))
    }
  }
}
