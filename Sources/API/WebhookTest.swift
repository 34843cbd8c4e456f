public import Wire

/// The result of sending a test event.
public struct WebhookTest: Record, Answer {
  public static let name = "webhook_test"
  public var sentAt: Instant
  public var sentBody: JSON
  public var isDelivered: Bool
  public var statusCode: Int?
  public var problem: String?

  public init(sentAt: Instant, sentBody: JSON, isDelivered: Bool, statusCode: Int?, problem: String?) {
    self.sentAt = sentAt
    self.sentBody = sentBody
    self.isDelivered = isDelivered
    self.statusCode = statusCode
    self.problem = problem
  }
  public static let blank = WebhookTest(
    sentAt: .blank, sentBody: .null, isDelivered: false, statusCode: nil, problem: nil)

  public mutating func describe(_ field: inout some Field) {
    field("sent_at", &sentAt, "When the test event was sent, by the system clock.")
    field("sent_body", &sentBody, "The body that was sent.")
    field("is_delivered", &isDelivered, "Whether the receiver accepted it.")
    field("status_code", &statusCode, "HTTP status of the receiver's response. Absent if it sent none.")
    field("problem", &problem, "Why the delivery failed. Absent if it did not.")
  }
}
