import API
import Synchronization
import Wire

/// Limits the number of open event streams, per caller and in total.
final class StreamPlaces: Sendable {
  /// Maximum number of open streams of a key or token.
  static let perCaller = 20
  /// The time after which the place of a lost client is free again.
  private static let retry = Duration.seconds(15)

  private let max: Int
  private let counts = Mutex(OpenCounts<String>())

  /// - Parameter max: maximum number of open streams in total.
  init(max: Int) { self.max = max }

  /// A place for one stream. It is released when the last reference to it ends, however the stream ended.
  final class Place: Sendable {
    private let places: StreamPlaces
    private let caller: String

    fileprivate init(_ places: StreamPlaces, of caller: String) {
      self.places = places
      self.caller = caller
    }

    deinit { places.counts.withLock { $0.giveBack(caller) } }
  }

  /// Reserves a place for a stream.
  ///
  /// - Parameter caller: identifies the caller's key or token.
  /// - Throws: ``APIError`` if the caller or the server has no place left.
  func take(for caller: String) throws -> Place {
    try counts.withLock { counts in
      guard counts[caller] < Self.perCaller else {
        throw APIError.tooManyStreams(max: Self.perCaller, wait: Self.retry)
      }
      guard counts.total < max else { throw APIError.allStreamsTaken(wait: Self.retry) }
      counts.add(caller)
    }
    return Place(self, of: caller)
  }
}
