import Core
package import Store
import Synchronization
package import Wire

/// A cache of recently used API keys by their short part. It is emptied when any server of the database revokes a key or
/// suspends a workspace. What a server does not notice expires within `lifetime`, so `latchkey admin keys revoke` takes
/// effect that fast.
package final class KnownKeys: Sendable {
  package struct Known {
    package var key: APIKeyRecord
    /// Whether the key's workspace is suspended.
    package var isSuspended: Bool

    package init(key: APIKeyRecord, isSuspended: Bool) {
      self.key = key
      self.isSuspended = isSuspended
    }
  }

  package static let lifetime = Duration.seconds(1)
  private static let countMax = 10_000
  private let entries = Mutex<[String: (known: Known, until: Instant)]>([:])

  package subscript(shortToken: String, at now: Instant) -> Known? {
    entries.withLock { $0[shortToken].flatMap { now < $0.until ? $0.known : nil } }
  }

  package func keep(_ known: Known, at now: Instant) {
    entries.withLock { entries in
      if entries.count >= Self.countMax { entries = [:] }
      entries[known.key.shortToken] = (known, now + Self.lifetime)
    }
  }

  /// Empties the cache.
  func forget() { entries.withLock { $0 = [:] } }
}
