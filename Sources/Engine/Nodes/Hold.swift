package import Store
package import Wire

/// The right to work for a subject, as the tasks that do so have it.
package struct Hold: Sendable {
  /// What each write checks. Nil in a single process.
  package let claim: Claim?
  /// Nil in a single process.
  private let claims: Claims?

  /// The right of a single process, which never ends.
  package static let ofSingleProcess = Hold(claim: nil, claims: nil)

  init(_ claim: Claim, of claims: Claims) { self.init(claim: claim, claims: claims) }

  private init(claim: Claim?, claims: Claims?) {
    self.claim = claim
    self.claims = claims
  }

  /// Whether another node has the claim, or will have it.
  package var isLost: Bool {
    guard let claim, let claims else { return false }
    return !claims.isHeld(claim)
  }

  /// Whether nothing further may be sent to the provider.
  package var isOver: Bool { remaining == .zero }

  /// The time left unless the node renews its claims. Nil for no limit.
  private var remaining: Duration? {
    guard let claim, let claims else { return nil }
    return claims.timeLeft(for: claim)
  }

  /// Makes a call, and cancels it at a deadline or at the end of the right: what is not sent by then is not sent later.
  ///
  /// - Throws: ``DeadlineExceeded``, or the error of `body`.
  package func perform<T: Sendable>(
    until deadline: Deadline, _ body: @escaping @Sendable () async throws -> T
  ) async throws -> T {
    if claim == nil { return try await within(deadline, body) }
    if isOver { throw DeadlineExceeded() }
    return try await within(deadline) {
      try await withThrowingTaskGroup(of: T?.self) { group in
        group.addTask { try await body() }
        group.addTask {
          // The node renews its claims while the call is made.
          while let remaining, remaining > .zero { try await Task.sleep(for: min(remaining, NodeLease.margin)) }
          return nil
        }
        defer { group.cancelAll() }
        if let ended = try await group.next(), let value = ended { return value }
        throw DeadlineExceeded()
      }
    }
  }
}
