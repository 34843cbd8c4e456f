import Engine
import Synchronization

/// A receiver of webhooks that can be down, and collects its deliveries.
final class WebhookReceiver: WebhookTransport {
  struct Message: Hashable {
    var id: String
    var body: String
  }

  private struct State {
    var isDown = false
    var taken: [Message] = []
    var signatures: [String: String] = [:]
    var calls = 0
  }
  private let state = Mutex(State())

  var taken: [Message] { state.withLock { $0.taken } }
  var calls: Int { state.withLock { $0.calls } }
  /// The signature of the last message with an ID.
  func signature(of id: String) -> String? { state.withLock { $0.signatures[id] } }
  func go(down: Bool) { state.withLock { $0.isDown = down } }

  func refusal(of url: String) -> String? { nil }

  func post(_ url: String, headers: [(String, String)], body: String) async -> WebhookAnswer {
    state.withLock { state in
      state.calls += 1
      if state.isDown { return .failed("nobody answers") }
      let id = headers.first { $0.0 == "svix-id" }?.1 ?? ""
      state.signatures[id] = headers.first { $0.0 == "svix-signature" }?.1
      state.taken.append(Message(id: id, body: body))
      return .answered(status: 204, retryAfter: nil)
    }
  }
}
