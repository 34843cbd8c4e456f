import Store
import Synchronization
import Wire

/// A wait for the PIN of a credential.
final class PinWait: Sendable {
  private let signal = Signal()
  private let hasEnded = Atomic(false)

  /// Whether the PIN was created, or will not be created soon.
  var isOver: Bool { hasEnded.load(ordering: .relaxed) }

  func hear(_ topic: Topic) {
    if case .pin = topic { hasEnded.store(true, ordering: .relaxed) }
    signal.set()
  }

  /// Returns when something is heard, or the timeout passes.
  func wait(upTo limit: Duration) async { await signal.wait(upTo: limit) }
}
