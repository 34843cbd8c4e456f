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
    /// When each reason of a failed attempt was last met.
    var reasons: [String: ContinuousClock.Instant] = [:]
    var isClosed = false
  }

  /// How long after its last attempt a reason is no news.
  private static let memory = Duration.seconds(60)

  private let report: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameter report: is called with the reason of a failed attempt, unless the same one was met within a minute.
  init(report: @escaping @Sendable (String) -> Void = { _ in }) { self.report = report }

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

  func failed(after effort: Duration, because error: any Error) {
    state.withLock { state in
      if state.next == nil { state.pause = .milliseconds(50) }
      state.lastEffort = effort
      state.next = .now + state.pause
    }
    note(error)
  }

  /// Reports why an attempt failed. Attempts for different uses may fail for different reasons by turns.
  func note(_ error: any Error) {
    let reason = "\(error)"
    let isNews = state.withLock { state in
      let now = ContinuousClock.now
      state.reasons = state.reasons.filter { now < $0.value + Self.memory }
      return state.reasons.updateValue(now, forKey: reason) == nil
    }
    if isNews { report(reason) }
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
