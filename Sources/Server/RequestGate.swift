import API
import Core
import Operations
import Synchronization
import Wire

/// Turns away what is too much: requests of one caller beyond its rate, and any beyond what is worked on at a time.
final class RequestGate: PublicRoom {
  /// What a request needs room for. Each has room of its own, so that nobody who has proven nothing, or whose body does
  /// not come, keeps others out.
  enum Room: Hashable {
    /// Finding out who calls.
    case proof
    /// A page for people, a document for anybody, or a call that only an app's public key stands behind.
    case open
    /// A form of a page that is on its way.
    case form
    /// A body of a proven caller that is on its way.
    case body
    /// An operation, once its body is there.
    case work
  }

  /// How many forms of one page, as of one webview, may be on their way.
  private static let formsPerPage = 16
  private static let callerMax = 10_000
  private let limits: RequestLimits
  private let rate: RateLimit?
  private let clock: SystemClock
  /// Small bodies that apps at guests' send.
  let guestBodies: GuestBodies
  private let counts = Mutex(Counts())
  private let idle = Signal()
  private let callers = Mutex<[String: Instant]>([:])

  private struct Counts {
    var rooms: [Room: Int] = [:]
    /// By the page that forms are for.
    var forms: [String: Int] = [:]
  }

  init(_ limits: RequestLimits, clock: SystemClock) {
    self.limits = limits
    self.clock = clock
    guestBodies = GuestBodies(max: limits.guestBodies)
    rate = limits.rate.map { RateLimit($0, per: .seconds(1), burst: 2 * $0) }
  }

  /// Runs a part of a request where there is room for it.
  func pass<T>(_ room: Room, _ body: () async throws -> T) async throws -> T {
    let isFull = counts.withLock { counts in
      guard counts.rooms[room, default: 0] < limits.size(of: room) else { return true }
      counts.rooms[room, default: 0] += 1
      return false
    }
    if isFull { throw APIError.overloaded }
    defer {
      counts.withLock { $0.rooms[room, default: 1] -= 1 }
      if count == 0 { idle.set() }
    }
    return try await body()
  }

  func work<T>(_ body: () async throws -> T) async throws -> T { try await pass(.open, body) }

  /// Waits for a form where there is room for it. One page cannot take the room of all.
  func form<T>(of page: String, _ body: () async throws -> T) async throws -> T {
    let isFull = counts.withLock { counts in
      guard counts.forms[page, default: 0] < Self.formsPerPage else { return true }
      counts.forms[page, default: 0] += 1
      return false
    }
    if isFull { throw APIError.overloaded }
    defer {
      counts.withLock { counts in
        let left = counts.forms[page, default: 1] - 1
        counts.forms[page] = left > 0 ? left : nil
      }
    }
    return try await pass(.form, body)
  }

  /// Waits until no request is being worked on. One waits at a time.
  func waitUntilIdle(upTo limit: Duration) async {
    let deadline = Deadline(in: limit)
    while count > 0, !deadline.isOver { await idle.wait(upTo: deadline.remaining) }
  }

  /// How many requests are being worked on.
  var count: Int { counts.withLock { $0.rooms[.work, default: 0] + $0.rooms[.open, default: 0] } }

  /// Counts a request of a caller. A publishable key is everybody's who has the app, and has no measure: one stranger
  /// would use up that of all guests.
  func count(_ proof: Authenticator.Proof) throws {
    guard let rate, proof.kind != .publishableKey else { return }
    let (caller, now) = ("\(proof.workspaceID)/\(proof.token)", clock.now())
    let wait = callers.withLock { callers in
      if callers.count >= Self.callerMax { callers = callers.filter { $0.value > now } }
      return rate.take(&callers[caller], at: now)
    }
    if let wait { throw APIError.tooManyRequests(wait: wait) }
  }
}

extension RequestLimits {
  fileprivate func size(of room: RequestGate.Room) -> Int {
    switch room {
    case .work: inFlight
    case .proof, .open, .form, .body: max(16, inFlight)
    }
  }

  /// How many bodies of apps at guests' may be on their way. They are small.
  var guestBodies: Int { 8 * max(16, inFlight) }
}
