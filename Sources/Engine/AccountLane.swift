import API
import Synchronization
import Wire

/// The way to one account, which all its sites share. From the moment at which a revocation is asked for until its calls
/// are made, nothing else begins a call; and where the provider throttles a revocation, all other work holds back until
/// that was tried again.
final class AccountLane: Sendable {
  private struct State {
    /// Revocations that were asked for and are not done.
    var revocations = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
    var heldUntil: Instant?
    /// Whose revocation it is that was throttled.
    var holder: ID<AcsUser>?
    var isClosed = false
  }

  /// How long other work holds back beyond the moment at which a throttled revocation was to be tried again, at most.
  private static let patience = Duration.seconds(30)
  private static let shortPause = Duration.seconds(1)
  private let state = Mutex(State())

  /// A revocation begins: other work waits.
  func enter() { state.withLock { $0.revocations += 1 } }

  /// A revocation is done, or cannot be done now.
  func leave() {
    let waiting = state.withLock { state in
      state.revocations -= 1
      guard state.revocations == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }

  /// Waits while something is being revoked.
  ///
  /// - Returns: how long other work is to hold back; nil for not at all.
  func turn(now: Instant) async -> Duration? {
    await withCheckedContinuation { continuation in
      let goesOn = state.withLock { state in
        if state.revocations == 0 || state.isClosed { return true }
        state.waiting.append(continuation)
        return false
      }
      if goesOn { continuation.resume() }
    }
    return state.withLock { state in
      guard let until = state.heldUntil, !state.isClosed, now < until + Self.patience else { return nil }
      return max(until - now, Self.shortPause)
    }
  }

  /// Whether nothing is being revoked at this moment.
  var isFree: Bool { state.withLock { $0.revocations == 0 || $0.isClosed } }

  /// The program is about to end, so nobody is to wait any more.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }

  /// A revocation was throttled and is tried again at a moment, before anything else.
  func hold(until moment: Instant, for user: ID<AcsUser>) {
    state.withLock { state in
      state.heldUntil = moment
      state.holder = user
    }
  }

  /// The user's revocation got through, or is none any more.
  func release(for user: ID<AcsUser>) {
    state.withLock { state in
      guard state.holder == user else { return }
      state.heldUntil = nil
      state.holder = nil
    }
  }
}
