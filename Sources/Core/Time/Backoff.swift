import Wire

/// How long to wait before a call that failed is tried again: doubling from one second, with a ceiling.
package enum Backoff {
  /// The longest wait. A guest at a door should not stand there for much longer after the cloud is back.
  package static let ceiling = Duration.seconds(300)
  /// The longest wait before access is taken away that somebody should not have any more.
  package static let revocationCeiling = Duration.seconds(30)

  /// The wait after `attempts` failures in a row; at least what the provider asked for.
  package static func delay(
    afterAttempts attempts: Int, asked: Duration? = nil, ceiling: Duration = ceiling
  ) -> Duration {
    let doubled = Duration.seconds(1 << min(max(attempts - 1, 0), 12))
    return max(min(doubled, ceiling), asked ?? .zero)
  }
}
