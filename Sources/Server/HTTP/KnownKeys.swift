import Core
import Store
import Synchronization
import Wire

/// API keys that were found lately, by their short part. One that is revoked outside the server is forgotten within
/// `lifetime`; `latchkey admin keys revoke` works that fast.
final class KnownKeys: Sendable {
  struct Known {
    var key: APIKeyRecord
    /// Whether its workspace is out of use.
    var isSuspended: Bool
  }

  static let lifetime = Duration.seconds(1)
  private static let countMax = 10_000
  private let entries = Mutex<[String: (known: Known, until: Instant)]>([:])

  subscript(shortToken: String, at now: Instant) -> Known? {
    entries.withLock { $0[shortToken].flatMap { now < $0.until ? $0.known : nil } }
  }

  func keep(_ known: Known, at now: Instant) {
    entries.withLock { entries in
      if entries.count >= Self.countMax { entries = [:] }
      entries[known.key.shortToken] = (known, now + Self.lifetime)
    }
  }

  /// Has every key looked up again.
  func forget() { entries.withLock { $0 = [:] } }
}
