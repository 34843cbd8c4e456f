import API
import Core
import Synchronization
import Wire

/// Turns away what is too much: requests of one caller beyond its rate, and any beyond what is worked on at a time.
final class RequestGate: Sendable {
  private static let callerMax = 10_000
  private let limits: RequestLimits
  private let rate: RateLimit?
  private let clock: SystemClock
  private let inFlight = Atomic<Int>(0)
  private let callers = Mutex<[String: Instant]>([:])

  init(_ limits: RequestLimits, clock: SystemClock) {
    self.limits = limits
    self.clock = clock
    rate = limits.rate.map { RateLimit($0, per: .seconds(1), burst: 2 * $0) }
  }

  /// Runs a request where there is room for it.
  func pass<T>(_ body: () async throws -> T) async throws -> T {
    let count = inFlight.add(1, ordering: .relaxed).newValue
    defer { inFlight.subtract(1, ordering: .relaxed) }
    guard count <= limits.inFlight else { throw APIError.overloaded }
    return try await body()
  }

  /// How many requests are being worked on.
  var count: Int { inFlight.load(ordering: .relaxed) }

  /// Counts a request of a caller.
  func count(_ proof: Authenticator.Proof) throws {
    guard let rate else { return }
    let (caller, now) = ("\(proof.workspaceID)/\(proof.token)", clock.now())
    let wait = callers.withLock { callers in
      if callers.count >= Self.callerMax { callers = callers.filter { $0.value > now } }
      return rate.take(&callers[caller], at: now)
    }
    if let wait { throw APIError.tooManyRequests(wait: wait) }
  }
}
