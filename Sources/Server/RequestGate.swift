import API
import Core
import Store
import Synchronization
import Wire

/// Rejects excess requests: those over a caller's rate limit, and those over the limit of concurrent requests.
final class RequestGate: Sendable {
  /// The phases of a request. Each has its own capacity, so that unauthenticated senders and slow bodies
  /// do not block others.
  enum Room: Hashable {
    /// Authentication.
    case proof
    /// A web page, a public document, or a call with only a publishable key.
    case open
    /// A form that is being received.
    case form
    /// The body of an authenticated caller that is being received.
    case body
    /// An operation whose body has been received.
    case work
  }

  /// Maximum number of forms being received for one page, such as one webview.
  private static let formsPerPage = 16
  private static let callerMax = 10_000
  private let limits: RequestLimits
  private let node: OwnNode
  private let clock: SystemClock
  /// Small bodies from guests' apps.
  let guestBodies: GuestBodies
  /// Places for event streams.
  let streams: StreamPlaces
  private let counts = Mutex(Counts())
  private let idle = Signal()
  private let callers = Mutex<[String: Instant]>([:])

  private struct Counts {
    var rooms = OpenCounts<Room>()
    /// The forms being received, by page.
    var forms = OpenCounts<String>()
  }

  init(_ limits: RequestLimits, clock: SystemClock, node: OwnNode) {
    self.limits = limits
    self.node = node
    self.clock = clock
    guestBodies = GuestBodies(max: limits.guestBodies)
    streams = StreamPlaces(max: limits.inFlight)
  }

  /// The share of this node in a caller's limit, rounded up, since the requests are spread over all nodes.
  private var rate: RateLimit? {
    guard let whole = limits.rate else { return nil }
    let nodeCount = node.nodeCount
    let share = (whole + nodeCount - 1) / nodeCount
    return RateLimit(share, per: .seconds(1), burst: 2 * share)
  }

  /// Runs a phase of a request if there is capacity.
  func pass<T>(_ room: Room, _ body: () async throws -> T) async throws -> T {
    let size = limits.size(of: room)
    guard counts.withLock({ $0.rooms.take(room, max: size) }) else { throw APIError.overloaded }
    defer {
      counts.withLock { $0.rooms.giveBack(room) }
      if count == 0 { idle.set() }
    }
    return try await body()
  }

  /// Receives a form if there is capacity. One page cannot use up the capacity of all.
  func form<T>(of page: String, _ body: () async throws -> T) async throws -> T {
    guard counts.withLock({ $0.forms.take(page, max: Self.formsPerPage) }) else { throw APIError.overloaded }
    defer { counts.withLock { $0.forms.giveBack(page) } }
    return try await pass(.form, body)
  }

  /// Waits until no request is in progress. Only one waiter at a time.
  func waitUntilIdle(upTo limit: Duration) async {
    let deadline = Deadline(in: limit)
    while count > 0, !deadline.isOver { await idle.wait(upTo: deadline.remaining) }
  }

  /// The number of requests in progress.
  var count: Int { counts.withLock { $0.rooms[.work] + $0.rooms[.open] } }

  /// Counts a request of a caller. A publishable key has no rate limit: everybody with the app knows it, so one
  /// stranger could use up the limit of all guests.
  func count(_ proof: Authenticator.Proof) throws {
    if proof.kind != .publishableKey { try count(caller: "\(proof.workspaceID)/\(proof.token)") }
  }

  /// Counts a request of a signed-in operator.
  func count(_ session: ID<OperatorSession>) throws { try count(caller: "console/\(session)") }

  private func count(caller: String) throws {
    guard let rate else { return }
    let now = clock.now()
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

  /// Maximum number of bodies being received from guests' apps. They are small.
  var guestBodies: Int { 8 * max(16, inFlight) }
}
