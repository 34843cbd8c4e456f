import API
import Synchronization
import Wire

/// Limits how many event streams are open: those of one caller, and all together.
final class StreamPlaces: Sendable {
  /// How many streams one key or token may have open.
  static let perCaller = 20
  /// A stream whose client is gone gives its place back by then.
  private static let retry = Duration.seconds(15)

  private let max: Int
  private let counts = Mutex<[String: Int]>([:])

  /// - Parameter max: how many streams may be open in all.
  init(max: Int) { self.max = max }

  /// A place for one stream. It is given back when nothing holds it any more, however the stream ended.
  final class Place: Sendable {
    private let places: StreamPlaces
    private let caller: String

    fileprivate init(_ places: StreamPlaces, of caller: String) {
      self.places = places
      self.caller = caller
    }

    deinit { places.giveBack(caller) }
  }

  /// Takes a place for another stream.
  ///
  /// - Parameter caller: tells the caller's key or token from all others.
  /// - Throws: ``APIError`` where the caller, or all together, have no place left.
  func take(for caller: String) throws -> Place {
    try counts.withLock { counts in
      let own = counts[caller, default: 0]
      guard own < Self.perCaller else { throw APIError.tooManyStreams(max: Self.perCaller, wait: Self.retry) }
      guard counts.values.reduce(0, +) < max else { throw APIError.allStreamsTaken(wait: Self.retry) }
      counts[caller] = own + 1
    }
    return Place(self, of: caller)
  }

  private func giveBack(_ caller: String) {
    counts.withLock { counts in
      let left = counts[caller, default: 1] - 1
      counts[caller] = left > 0 ? left : nil
    }
  }
}
