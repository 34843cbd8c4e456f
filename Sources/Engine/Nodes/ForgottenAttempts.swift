import API
import Core
import Wire

/// Finds the pending attempts that this node has stored and does not work on: it did not learn that their commit was made,
/// or it could not store their result. Others end them only once this node is dead.
struct ForgottenAttempts: Sendable {
  /// The time between two looks.
  static let pause = Duration.seconds(60)

  /// Those that the last look found.
  private var suspects: Set<ID<ActionAttempt>> = []

  /// - Parameter idle: the pending attempts of this node that it does not work on at this moment.
  /// - Returns: those that the look before has found as well. Others may be about to begin or to end.
  mutating func confirmed(among idle: [ActionAttemptRecord]) -> [ActionAttemptRecord] {
    let known = suspects
    suspects = Set(idle.map(\.id))
    return idle.filter { known.contains($0.id) }
  }
}
