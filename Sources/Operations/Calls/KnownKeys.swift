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

  private struct State {
    var entries: [String: (known: Known, until: Instant)] = [:]
    /// How often the cache was emptied.
    var generation = 0
  }

  private let state = Mutex(State())

  package subscript(shortToken: String, at now: Instant) -> Known? {
    state.withLock { $0.entries[shortToken].flatMap { now < $0.until ? $0.known : nil } }
  }

  /// Grows when the cache is emptied. Taken before a key is read from the database.
  package var generation: Int { state.withLock { $0.generation } }

  /// Keeps a key, unless the cache was emptied while it was read: it may have been read before it was revoked.
  package func keep(_ known: Known, at now: Instant, readIn generation: Int) {
    state.withLock { state in
      guard state.generation == generation else { return }
      if state.entries.count >= Self.countMax { state.entries = [:] }
      state.entries[known.key.shortToken] = (known, now + Self.lifetime)
    }
  }

  /// Empties the cache.
  func forget() {
    state.withLock { state in
      state.entries = [:]
      state.generation += 1
    }
  }
}
