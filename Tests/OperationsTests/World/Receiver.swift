import Engine
import Synchronization
import Wire

/// A receiver of events, which can be down, and stores the events that it received.
final class Receiver: WebhookTransport {
  private struct State {
    var status = 204
    var taken: [Value] = []
  }
  private let state = Mutex(State())

  var taken: [Value] { state.withLock { $0.taken } }
  /// Sets the status of all later responses.
  func answer(_ status: Int) { state.withLock { $0.status = status } }

  func refusal(of url: String) -> String? { url.hasPrefix("http") ? nil : "Invalid url" }

  func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer {
    state.withLock { state in
      if state.status < 300 { state.taken.append(Value(try? JSON.parse(body.utf8))) }
      return .answered(status: state.status, retryAfter: nil)
    }
  }
}
