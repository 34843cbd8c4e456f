/// What a receiver answered.
package enum WebhookAnswer: Sendable {
  /// - Parameter retryAfter: the wait that it asks for.
  case answered(status: Int, retryAfter: Duration?)
  /// No answer came; why, for a person, without secrets.
  case failed(String)
}

/// Sends one event to one receiver.
package protocol WebhookTransport: Sendable {
  /// Why nothing would ever be sent to an address; nil where something would.
  func refusal(of url: String) async -> String?
  func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer
}
