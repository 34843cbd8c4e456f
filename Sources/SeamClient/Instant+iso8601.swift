import Wire

/// The text is not a valid moment.
public struct InvalidInstant: Error, Sendable {
  public let text: String
}

extension Instant {
  /// Parses ISO 8601 with an offset: `2024-11-01T15:00:00Z`, `2024-11-01T16:00:00+01:00`.
  public init(iso8601 text: String) throws(InvalidInstant) {
    guard let instant = Instant(text) else { throw InvalidInstant(text: text) }
    self = instant
  }
}
