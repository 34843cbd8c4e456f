/// The response of a receiver.
package enum WebhookAnswer: Sendable {
  /// - Parameter retryAfter: the wait that it requests.
  case answered(status: Int, retryAfter: Duration?)
  /// There was no response. The reason is human-readable and contains no secrets.
  case failed(String)
}

/// Sends one event to one receiver.
package protocol WebhookTransport: Sendable {
  /// Why events can never be sent to a URL. Nil if they can.
  func refusal(of url: String) async -> String?
  func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer
}
