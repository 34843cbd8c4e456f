import Synchronization

/// When the connections of an engine may be opened again.
///
/// While the server is away, one connection at a time tries, and the pauses between attempts grow to a second.
final class Reconnection: Sendable {
  private struct State {
    /// Nil while the server can be reached.
    var next: ContinuousClock.Instant?
    var pause = Duration.zero
    /// How long the last failed attempt took.
    var lastEffort = Duration.zero
    /// How often the server fell silent.
    var silenceCount = 0
    /// The host and port of the server that fell silent last. Nil once it was reached again.
    var silentPlace: String?
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Whether an attempt may begin.
  ///
  /// - Parameter deadline: when the caller gives up. An attempt that may take longer does not begin.
  func begins(before deadline: ContinuousClock.Instant) -> Bool {
    state.withLock { state in
      if state.isClosed { return false }
      guard let next = state.next else { return true }
      let now = ContinuousClock.now
      guard now >= next, now + state.lastEffort < deadline else { return false }
      state.pause = min(state.pause * 2, .seconds(1))
      state.next = now + state.lastEffort + state.pause
      return true
    }
  }

  /// - Parameter place: the server that was reached.
  func succeeded(at place: String) {
    state.withLock { state in
      state.next = nil
      if state.silentPlace == place { state.silentPlace = nil }
    }
  }

  func failed(after effort: Duration) {
    state.withLock { state in
      if state.next == nil { state.pause = .milliseconds(50) }
      state.lastEffort = effort
      state.next = .now + state.pause
    }
  }

  /// How often the server fell silent. Connections from before the last time are not trusted, so that each of them does
  /// not have to wait for a reply first.
  var silenceCount: Int { state.withLock { $0.silenceCount } }

  /// The server to try last.
  var silentPlace: String? { state.withLock { $0.silentPlace } }

  /// Notes that a connection got no reply.
  ///
  /// - Parameters:
  ///   - place: its server.
  ///   - count: the count when it was opened. Its silence is known if the count grew since then.
  func noteSilence(of place: String, since count: Int) {
    state.withLock { state in
      guard state.silenceCount == count else { return }
      state.silenceCount += 1
      state.silentPlace = place
    }
  }

  /// Ends all waiting.
  func close() { state.withLock { $0.isClosed = true } }

  var isClosed: Bool { state.withLock { $0.isClosed } }
}
