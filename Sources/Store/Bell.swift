import Synchronization

/// Notifies listeners of an event from any thread.
package final class Bell: Sendable {
  /// A listener.
  package struct Listener: Hashable, Sendable { fileprivate let number: Int }

  private struct State {
    var count = 0
    var listeners: [Listener: @Sendable () -> Void] = [:]
  }
  private let state = Mutex(State())

  /// Adds a listener.
  @discardableResult
  package func listen(_ hear: @escaping @Sendable () -> Void) -> Listener {
    state.withLock { state in
      state.count += 1
      let listener = Listener(number: state.count)
      state.listeners[listener] = hear
      return listener
    }
  }

  package func stop(_ listener: Listener) { state.withLock { $0.listeners[listener] = nil } }

  func ring() { state.withLock { Array($0.listeners.values) }.forEach { $0() } }
}
