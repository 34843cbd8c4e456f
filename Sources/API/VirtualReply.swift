public import Wire

/// A response of a sandbox's virtual cloud.
public struct VirtualReply: Record, Answer {
  public static let name = "virtual_reply"
  public var statusCode: Int
  public var body: JSON

  public init(statusCode: Int, body: JSON) {
    self.statusCode = statusCode
    self.body = body
  }
  public static let blank = VirtualReply(statusCode: 0, body: .null)

  public mutating func describe(_ field: inout some Field) {
    field("status_code", &statusCode, "HTTP status of the response.")
    field("body", &body, "Body of the response.")
  }
}
