import Synchronization
package import Wire

/// Notifies the listeners of a topic from any thread: of changes in this process and, over a line, of those at other
/// servers.
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
    /// Nil if there are no other servers.
    var line: (any TextLine)?
    /// Whether the line is connected.
    var isConnected = false
    /// Whether the lines of all other servers are connected.
    var areOthersHeard = true
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

  /// Notifies the listeners of a topic here and at the other servers.
  package func ring(_ topic: Topic) {
    let line = state.withLock { $0.line }
    notify(of: topic)
    line?.send(topic.text)
  }

  /// Notifies the listeners of a topic in this process.
  package func notify(of topic: Topic) {
    let groups = state.withLock { state -> [[Int: @Sendable (Topic) -> Void]] in
      if topic == .everything { return Array(state.listeners.values) }
      return [state.listeners[topic], state.listeners[nil]].compactMap(\.self)
    }
    for listeners in groups {
      for hear in listeners.values { hear(topic) }
    }
  }
}

extension Bell {
  /// Looks at once, and again whenever a topic is rung or the time that the last look returned has passed. Ends when a
  /// look returns nil, at the deadline, and when the task is canceled.
  ///
  /// - Parameters:
  ///   - deadline: no look begins after it. Nil for none.
  ///   - look: gets whether the topic itself was rung since the last look began, and returns the longest time until
  ///     the next.
  package func follow(
    _ topic: Topic, until deadline: Deadline? = nil, _ look: (_ isRung: Bool) async throws -> Duration?
  ) async rethrows {
    let signal = Signal()
    let isRung = Atomic(false)
    // It listens before it looks, so that nothing is missed.
    let listener = listen(to: topic) { heard in
      if heard == topic { isRung.store(true, ordering: .relaxed) }
      signal.set()
    }
    defer { stop(listener) }
    while !Task.isCancelled, deadline?.isOver != true,
      let pause = try await look(isRung.exchange(false, ordering: .relaxed))
    {
      await signal.wait(upTo: min(pause, deadline?.remaining ?? pause))
    }
  }
}

/// The bells of the servers that share a database.
extension Bell {
  /// Whether the topics of this server reach the others, and theirs reach it.
  package var isConnected: Bool { state.withLock { $0.isConnected } }

  /// Whether it rings for the changes at all other servers.
  package var ringsForAll: Bool { state.withLock { $0.isConnected && $0.areOthersHeard } }

  func note(othersAreHeard: Bool) { state.withLock { $0.areOthersHeard = othersAreHeard } }

  /// Connects the bell with those of the other servers.
  ///
  /// - Parameter openLine: opens a line that passes on what it gets.
  func connect(_ openLine: (@escaping @Sendable (LineNews) -> Void) throws -> (any TextLine)?) throws {
    let line = try openLine { [weak self] in self?.take($0) }
    state.withLock { $0.line = line }
  }

  /// Sends the last topics, and closes the line.
  func disconnect() async {
    let line = state.withLock { state in
      state.isConnected = false
      return state.line.take()
    }
    await line?.close()
  }

  private func take(_ news: LineNews) {
    switch news {
    case .texts(let texts): for topic in texts.compactMap(Topic.init(text:)) { notify(of: topic) }
    case .connected: note(isConnected: true)
    case .lost: note(isConnected: false)
    }
  }

  /// The listeners look again: something may have been lost before, or may be missed from now on.
  private func note(isConnected: Bool) {
    state.withLock { $0.isConnected = isConnected }
    notify(of: .everything)
  }
}
