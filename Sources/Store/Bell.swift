import Synchronization

/// Notifies the listeners of a topic from any thread.
package final class Bell: Sendable {
  /// A listener.
  package struct Listener: Hashable, Sendable {
    fileprivate let number: Int
    /// Nil for all topics.
    fileprivate let topic: Topic?
  }

  private struct State {
    var count = 0
    /// The listeners of each topic. Those of all topics are under nil.
    var listeners: [Topic?: [Int: @Sendable (Topic) -> Void]] = [:]
  }
  private let state = Mutex(State())

  /// Adds a listener.
  ///
  /// - Parameter topic: nil for all topics.
  @discardableResult
  package func listen(to topic: Topic? = nil, _ hear: @escaping @Sendable (Topic) -> Void) -> Listener {
    state.withLock { state in
      state.count += 1
      let listener = Listener(number: state.count, topic: topic)
      state.listeners[topic, default: [:]][listener.number] = hear
      return listener
    }
  }

  package func stop(_ listener: Listener) {
    state.withLock { state in
      state.listeners[listener.topic]?[listener.number] = nil
      if state.listeners[listener.topic]?.isEmpty == true { state.listeners[listener.topic] = nil }
    }
  }

  package func ring(_ topic: Topic) {
    let listeners = state.withLock { state -> [@Sendable (Topic) -> Void] in
      if topic == .everything { return state.listeners.values.flatMap { Array($0.values) } }
      let heard: [Topic?] = [topic, nil]
      return heard.flatMap { Array(state.listeners[$0, default: [:]].values) }
    }
    for hear in listeners { hear(topic) }
  }
}
