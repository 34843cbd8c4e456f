import Wire

/// How long to wait before a call that failed is tried again: doubling from one second, with a ceiling.
public enum Backoff {
  /// The longest wait. A guest at a door should not stand there for much longer after the cloud is back.
  public static let ceiling = Duration.seconds(300)

  /// The wait after `attempts` failures in a row; at least what the provider asked for.
  public static func delay(afterAttempts attempts: Int, asked: Duration? = nil) -> Duration {
    let doubled = Duration.seconds(1 << min(max(attempts - 1, 0), 12))
    return max(min(doubled, ceiling), asked ?? .zero)
  }
}
