import Core
import Synchronization
import Wire

/// The access to one account, which all its sites share. From the request of a revocation until its calls
/// are made, no other call starts, for half a minute at most. If the provider throttles a revocation, all
/// other work backs off until the retry.
final class AccountLane: Sendable {
  private struct State {
    /// The pending revocations.
    var revocations = 0
    var waiting: [Signal] = []
    var heldUntil: Instant?
    /// The subject whose revocation was throttled.
    var holder: Subject?
    var isClosed = false
  }

  /// How long other work waits for a revocation, and for how long after the retry of a throttled one.
  static let patience = Duration.seconds(30)
  private static let shortPause = Duration.seconds(1)
  private let state = Mutex(State())

  /// One subject's access to the lane. While it is urgent, other work waits.
  struct Turn {
    fileprivate let lane: AccountLane
    var isUrgent: Bool {
      didSet { if isUrgent != oldValue { isUrgent ? lane.enter() : lane.leave() } }
    }

    /// Waits while something is being revoked.
    ///
    /// - Parameter deadline: ends the wait, since failing revocations must not block everything else.
    /// - Returns: how long the work must back off. Nil for not at all.
    func wait(now: Instant, until deadline: Deadline) async -> Duration? { await lane.wait(now: now, until: deadline) }
  }

  /// Runs work that may become urgent. When the work returns or throws, other work no longer waits for it.
  ///
  /// - Parameter isUrgent: whether it is urgent from the start. The caller has called ``enter()`` for that.
  func withTurn<T>(isUrgent: Bool, _ body: (inout Turn) async throws -> T) async rethrows -> T {
    var turn = Turn(lane: self, isUrgent: isUrgent)
    defer { turn.isUrgent = false }
    return try await body(&turn)
  }

  /// Begins a revocation. Other work waits.
  func enter() { state.withLock { $0.revocations += 1 } }

  /// Ends a revocation that is done or cannot be done now.
  func leave() {
    let waiting = state.withLock { state in
      state.revocations -= 1
      guard state.revocations == 0 else { return [Signal]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.set() }
  }

  func wait(now: Instant, until deadline: Deadline) async -> Duration? {
    let signal = Signal()
    let waits = state.withLock { state in
      if state.revocations == 0 || state.isClosed { return false }
      state.waiting.append(signal)
      return true
    }
    if waits, await !signal.wait(upTo: deadline.remaining) {
      state.withLock { $0.waiting.removeAll { $0 === signal } }
    }
    return state.withLock { state in
      guard let until = state.heldUntil, !state.isClosed, now < until + Self.patience else { return nil }
      return max(until - now, Self.shortPause)
    }
  }

  /// Whether nothing is being revoked at this moment.
  var isFree: Bool { state.withLock { $0.revocations == 0 || $0.isClosed } }

  /// The program is about to stop, so all waits end.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.set() }
  }

  /// A revocation was throttled and is retried at a moment, before anything else.
  func hold(until moment: Instant, for subject: Subject) {
    state.withLock { state in
      state.heldUntil = moment
      state.holder = subject
    }
  }

  /// The subject's revocation succeeded, or is no longer needed.
  func release(for subject: Subject) {
    state.withLock { state in
      guard state.holder == subject else { return }
      state.heldUntil = nil
      state.holder = nil
    }
  }
}
