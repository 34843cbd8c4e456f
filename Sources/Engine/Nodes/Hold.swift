package import Store
package import Wire

/// The right to work for a subject, as the tasks that do so have it.
package struct Hold: Sendable {
  /// What each write checks. Nil in a single process.
  package let claim: Claim?
  /// Nil in a single process.
  private let lease: NodeLease?

  /// The right of a single process, which never ends.
  package static let ofSingleProcess = Hold(claim: nil, lease: nil)

  init(_ claim: Claim, _ lease: NodeLease) { self.init(claim: claim, lease: lease) }

  private init(claim: Claim?, lease: NodeLease?) {
    self.claim = claim
    self.lease = lease
  }

  /// Whether nothing may be sent to the provider any more.
  package var isOver: Bool { lease?.isOver ?? false }

  /// The deadline of a call that may take some time: no call goes on after the end of the right.
  package func deadline(in time: Duration) -> Deadline {
    Deadline(in: lease.map { min($0.remaining, time) } ?? time)
  }
}
