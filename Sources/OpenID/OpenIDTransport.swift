package import Wire

/// A request to a provider.
package struct OpenIDRequest: Sendable {
  package let url: String
  package var headers: [(name: String, value: String)] = [("accept", "application/json")]
  /// The form of a POST. Nil for a GET.
  package var form: [(name: String, value: String)]?

  init(_ url: String, form: [(name: String, value: String)]? = nil) {
    self.url = url
    self.form = form
  }
}

/// The response of a provider.
package struct OpenIDAnswer: Sendable {
  package let status: Int
  /// Null if the response is not JSON.
  package let body: JSON

  package init(status: Int, body: JSON) {
    self.status = status
    self.body = body
  }
}

/// Sends requests to a provider.
package protocol OpenIDTransport: Sendable {
  /// Nil if no complete response of a reasonable size arrives in time.
  func send(_ request: OpenIDRequest) async -> OpenIDAnswer?
}
