package import Core
package import Store
import Synchronization
import Wire

/// Stores when API keys and access tokens were last used, once an hour at most.
package final class LastUses: Sendable {
  private static let precision = Duration.seconds(3600)
  private static let countMax = 10_000
  private let database: Database
  private let clock: SystemClock
  /// When the latest use was stored, by the ID of the key or token.
  private let noted = Mutex<[String: Instant]>([:])

  init(database: Database, clock: SystemClock) {
    self.database = database
    self.clock = clock
  }

  package func note(_ key: APIKeyRecord) async {
    await note(key.id.text, key.lastUsedAt) { try $0.noteUse(of: key.id) }
  }

  package func note(_ token: AccessTokenRecord) async {
    await note(token.id.text, token.lastUsedAt) { try $0.noteUse(of: token.id) }
  }

  private func note(
    _ id: String, _ stored: Instant?, _ store: @escaping @Sendable (Transaction) throws -> Void
  ) async {
    let now = clock.now()
    guard isDue(id, stored, at: now) else { return }
    // A full disk does not stop reads, so it must not stop callers either.
    _ = try? await database.writeOutsideWorkspaces(at: now, by: .rule(.notingUses)) { try store($0) }
  }

  /// Whether a use is to be stored. It then counts as stored.
  private func isDue(_ id: String, _ stored: Instant?, at now: Instant) -> Bool {
    noted.withLock { noted in
      if let last = [stored, noted[id]].compactMap(\.self).max(), now - last < Self.precision { return false }
      if noted.count >= Self.countMax { noted = [:] }
      noted[id] = now
      return true
    }
  }
}
