import Glibc
import Synchronization

/// How long this node may still work under its claims, by its own clock. No clock of another machine is compared.
///
/// A node that stood still for longer, such as a suspended machine, must do nothing further: others work in its place. The
/// thread that notices it ends the process.
package final class NodeLease: Sendable {
  private struct State {
    /// Nil until the node has joined.
    var deadline: ContinuousClock.Instant?
    var tickedAt: ContinuousClock.Instant
  }

  /// How long a node counts as alive after a renewal.
  package static let life = Duration.seconds(5)
  /// How much earlier the node itself stops, since clocks run at different speeds.
  static let margin = Duration.seconds(1)

  private let now: @Sendable () -> ContinuousClock.Instant
  private let end: @Sendable () -> Void
  private let state: Mutex<State>

  /// - Parameters:
  ///   - now: the monotonic clock, which runs while the process or the machine stands still.
  ///   - end: ends the process without finishing anything.
  package init(
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, end: @escaping @Sendable () -> Void = endProcess
  ) {
    self.now = now
    self.end = end
    state = Mutex(State(tickedAt: now()))
  }

  /// The moment before a renewal is sent.
  func begin() -> ContinuousClock.Instant { now() }

  /// A renewal that began at a moment succeeded.
  func extend(from moment: ContinuousClock.Instant) {
    let deadline = moment + Self.life - Self.margin
    state.withLock { $0.deadline = max($0.deadline ?? deadline, deadline) }
  }

  /// The process runs. Called several times a second.
  func tick() {
    let now = self.now()
    let overslept = state.withLock { state in
      defer { state.tickedAt = now }
      return Self.isOverslept(state, at: now)
    }
    if overslept { end() }
  }

  /// Ends the process, since it may do nothing further.
  func giveUp() { end() }

  /// The time left. Ends the process if it stood still.
  package var remaining: Duration {
    let now = self.now()
    let (left, overslept) = state.withLock { state in
      (state.deadline.map { $0 - now } ?? .zero, Self.isOverslept(state, at: now))
    }
    if overslept { end() }
    return max(.zero, left)
  }

  /// Whether nothing further may be done under the claims.
  package var isOver: Bool { remaining == .zero }

  /// The claims ended while the process stood still, and not because the database is away.
  private static func isOverslept(_ state: State, at now: ContinuousClock.Instant) -> Bool {
    guard let deadline = state.deadline else { return false }
    return now >= deadline && now - state.tickedAt >= life - margin
  }
}

/// Ends the process at once. Its supervisor starts it again.
package let endProcess: @Sendable () -> Void = { _exit(75) }
