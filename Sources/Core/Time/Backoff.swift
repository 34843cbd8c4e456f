import Wire

/// The wait before a failed call is retried. It doubles from one second up to a maximum.
package enum Backoff {
  /// The maximum wait. A guest at a door should not wait much longer once the cloud is back.
  package static let ceiling = Duration.seconds(300)
  /// The maximum wait before a revocation is retried.
  package static let revocationCeiling = Duration.seconds(30)

  /// The wait after a number of consecutive failures. It is at least the wait that the provider requested.
  package static func delay(
    afterAttempts attempts: Int, asked: Duration? = nil, ceiling: Duration = ceiling
  ) -> Duration {
    let doubled = Duration.seconds(1 << min(max(attempts - 1, 0), 12))
    return max(min(doubled, ceiling), asked ?? .zero)
  }
}
