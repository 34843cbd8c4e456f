import Wire

/// A text that is no moment of time.
public struct InvalidInstant: Error, Sendable {
  public let text: String
}

extension Instant {
  /// A moment as ISO 8601 writes it, with an offset: `2024-11-01T15:00:00Z`, `2024-11-01T16:00:00+01:00`.
  public init(iso8601 text: String) throws(InvalidInstant) {
    guard let instant = Instant(text) else { throw InvalidInstant(text: text) }
    self = instant
  }
}
