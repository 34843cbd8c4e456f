public import Wire

/// The operations on a sandbox's virtual cloud.
public enum VirtualCloud {
  public struct Send: Request {
    public typealias Response = VirtualReply
    public enum Method: String, Choice {
      case get = "GET"
      case post = "POST"
    }
    public static let operation = Operation(
      "/latchkey/v1/virtual/send", .act, by: .workspace, returns: "virtual_reply",
      title: "Send a request to the virtual cloud",
      doc: """
        Sends a request to the controls of a sandbox's virtual cloud: doors to try, faults, IQs, settings and the ledger. \
        Its clock follows the workspace's, and a reset of the sandbox starts it over.
        """)
    public var method = Method.get
    public var path = ""
    public var body: String?
    public init() {}
    public mutating func describe(_ field: inout some Field) {
      field(standard: "method", &method, "HTTP method of the request.")
      field("path", &path, "Path below the cloud's address, such as `/virtual/state`. May have a query.", .minLength(1))
      field("body", &body, "Body of the request, as JSON text.")
    }
  }
}
