import Core
package import Store
import Synchronization
import Wire

/// What this node works for. A single process works for everything, and its claims are in no table.
package final class Claims: Sendable {
  /// Starts and stops the work for claims of some kinds.
  private struct Follower: Sendable {
    let kinds: Set<ClaimSubject.Kind>
    let gain: @Sendable (Hold, ClaimSubject) async -> Void
    let lose: @Sendable (ClaimSubject) async -> Void
  }

  /// A claim that was gained or lost.
  private enum News: Sendable {
    case gained(Claim)
    /// A claim that was held before somebody followed.
    case known(Claim, Follower)
    case lost(ClaimSubject)
    /// Everything before it has been passed on.
    case mark(Signal)
  }

  private struct State {
    var held: [ClaimSubject: Claim] = [:]
    var followers: [Follower] = []
  }

  /// Nil in a single process.
  private let lease: NodeLease?
  private let store: NodeStore?
  private let state = Mutex(State())
  private let coming: AsyncStream<News>
  private let came: AsyncStream<News>.Continuation
  /// Wakes the membership, which looks for something to take up.
  let wakes = Signal()

  private init(_ store: NodeStore?, _ lease: NodeLease?) {
    self.store = store
    self.lease = lease
    (coming, came) = AsyncStream<News>.makeStream()
    let wakes = wakes
    // The membership looks each second anyway, so it does nothing after what may have been missed.
    store?.bell.listen(to: .freeClaims) { if $0 == .freeClaims { wakes.set() } }
  }

  /// The claims of a single process.
  package static func ofSingleProcess() -> Claims { Claims(nil, nil) }

  /// The claims of one of several nodes.
  package convenience init(in store: NodeStore, under lease: NodeLease) { self.init(Optional(store), Optional(lease)) }

  /// Whether this process works for everything.
  package var areOfSingleProcess: Bool { lease == nil }

  /// The right to work for a subject. Nil if another node has it.
  package func hold(on subject: ClaimSubject) -> Hold? {
    if areOfSingleProcess { return .ofSingleProcess }
    return state.withLock { $0.held[subject] }.map { Hold($0, of: self) }
  }

  func isHeld(_ claim: Claim) -> Bool { state.withLock { $0.held[claim.subject] == claim } }

  /// How long a claim is held unless it is renewed. Zero for one that is lost.
  func timeLeft(for claim: Claim) -> Duration {
    guard let lease, isHeld(claim) else { return .zero }
    return lease.remaining
  }

  /// What this node works for, for its metrics. Empty in a single process.
  package var held: [ClaimSubject] { state.withLock { Array($0.held.keys) } }

  /// The pending attempts whose process has stopped: those of dead nodes, or in a single process those from before its
  /// start.
  func interruptedActionAttempts(in database: Database) async throws -> [ActionAttemptRecord] {
    if let store { return try await store.interruptedActionAttempts() }
    return try await database.read { try $0.pendingActionAttempts() }
  }

  /// The pending attempts of this node. Empty in a single process, which ends its earlier ones at its start.
  func ownActionAttempts() async throws -> [ActionAttemptRecord] {
    guard let store else { return [] }
    return try await store.ownActionAttempts()
  }

  /// Closes the attempts of dead nodes from time to time, while this node is the one that cleans up.
  func closeInterrupted(_ close: @escaping @Sendable () async -> Void) async {
    while !Task.isCancelled {
      if hold(on: .retention) != nil { await close() }
      try? await Task.sleep(for: NodeLease.life)
    }
  }

  /// Closes the attempts that this node has stored and does not work on, from time to time.
  func closeForgotten(_ close: @escaping @Sendable (inout ForgottenAttempts) async -> Void) async {
    var forgotten = ForgottenAttempts()
    while !Task.isCancelled {
      await close(&forgotten)
      try? await Task.sleep(for: ForgottenAttempts.pause)
    }
  }

  /// Calls back for each claim of some kinds that is held, gained or lost, one after another.
  package func follow(
    _ kinds: Set<ClaimSubject.Kind>, gain: @escaping @Sendable (Hold, ClaimSubject) async -> Void,
    lose: @escaping @Sendable (ClaimSubject) async -> Void
  ) {
    let follower = Follower(kinds: kinds, gain: gain, lose: lose)
    state.withLock { state in
      for (subject, claim) in state.held where kinds.contains(subject.kind) { came.yield(.known(claim, follower)) }
      state.followers.append(follower)
    }
  }

  /// Adds a new subject, which some node takes up within seconds. Nothing happens in a single process.
  package func add(_ subject: ClaimSubject) async {
    guard let store else { return }
    // If it fails, a later look at all subjects adds it.
    try? await store.add(subject)
  }

  /// Notes everything that the node has claimed.
  func replace(with claims: [Claim]) {
    let now = Dictionary(claims.map { ($0.subject, $0) }) { first, _ in first }
    state.withLock { state in
      // A claim that was lost and gained again has another number.
      for (subject, claim) in state.held where now[subject] != claim { came.yield(.lost(subject)) }
      for (subject, claim) in now where state.held[subject] != claim { came.yield(.gained(claim)) }
      state.held = now
    }
  }

  /// Drops some claims, and returns once the work for them has been stopped.
  func drop(_ subjects: [ClaimSubject]) async -> [Claim] {
    let done = Signal()
    let dropped = state.withLock { state in
      let dropped = subjects.compactMap { state.held.removeValue(forKey: $0) }
      for claim in dropped { came.yield(.lost(claim.subject)) }
      came.yield(.mark(done))
      return dropped
    }
    await done.wait(upTo: NodeLease.life)
    return dropped
  }

  /// Passes on what was gained and lost, until canceled.
  func run() async {
    for await news in coming {
      switch news {
      case .gained(let claim):
        for follower in followers(of: claim.subject) { await pass(claim, to: follower) }
      case .known(let claim, let follower):
        await pass(claim, to: follower)
      case .lost(let subject):
        for follower in followers(of: subject) { await follower.lose(subject) }
      case .mark(let signal):
        signal.set()
      }
    }
  }

  private func pass(_ claim: Claim, to follower: Follower) async {
    guard let hold = hold(on: claim.subject), hold.claim == claim else { return }
    await follower.gain(hold, claim.subject)
  }

  private func followers(of subject: ClaimSubject) -> [Follower] {
    state.withLock { $0.followers }.filter { $0.kinds.contains(subject.kind) }
  }
}
