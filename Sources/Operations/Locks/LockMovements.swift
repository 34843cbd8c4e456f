import API
import Core
import Synchronization
import Wire

/// Limits each lock to fifteen movements of a kind per minute, as the public API does.
final class LockMovements: Sendable {
  private static let limit = RateLimit(15, per: .seconds(60), burst: 15)
  private let locks = Mutex<[String: Instant]>([:])

  func count(_ device: ID<Device>, _ movement: LockMovement, in workspace: ID<Workspace>, at now: Instant) throws {
    let wait = locks.withLock { locks in
      if locks.count > 10_000 { locks = locks.filter { $0.value > now } }
      return Self.limit.take(&locks["\(workspace)/\(device)/\(movement)"], at: now)
    }
    if let wait { throw APIError.tooManyRequests(wait: wait) }
  }
}
