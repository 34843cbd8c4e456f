import API
import Core
import Store
import Wire

/// The two halves of a step for one subject, each a transaction: planning a call and storing its outcome.
protocol SubjectWork: Sendable {
  associatedtype Key: Sendable
  associatedtype Call: Sendable
  /// The wanted state when a call is planned. If it has changed when the call is made or has ended, the outcome no longer
  /// matters.
  associatedtype Asked: Hashable, Sendable

  func subject(_ id: Key) -> Subject
  /// Plans and stores the next call, or the time of the next check.
  func next(_ id: Key, _ transaction: Transaction) throws -> NextStep<Call, Asked>
  /// Whether a call that waited for its turn is still wanted.
  func isAsked(_ id: Key, _ planned: PlannedStep<Call, Asked>, _ connection: Connection) throws -> Bool
  /// Withdraws a call that was not made, and plans again.
  func takeBack(
    _ id: Key, _ planned: PlannedStep<Call, Asked>, _ transaction: Transaction
  ) throws -> NextStep<Call, Asked>
  /// Stores the outcome of a call and plans the next one, unless the program is about to stop.
  ///
  /// - Parameter planned: the wanted state when the call was planned. Nil for incidental reads.
  func settle(
    _ id: Key, after call: Call, planned: Asked?, _ outcome: Outcome, _ transaction: Transaction, plansOn: Bool
  ) throws -> NextStep<Call, Asked>
  func perform(_ call: Call, at site: ExternalID<ProviderSite>, of provider: any Provider) async -> Outcome
}

/// The next step for a subject.
enum NextStep<Call: Sendable, Asked: Hashable & Sendable>: Sendable {
  /// A call to make now.
  case call(PlannedStep<Call, Asked>)
  /// Nothing for now.
  ///
  /// - Parameters:
  ///   - revokesAt: when a failed revocation is retried.
  ///   - isWaiting: whether a failed change waits for its retry.
  case rest(revokesAt: Instant?, isWaiting: Bool = false)

  /// The kinds of calls that are due. Nil if unchanged.
  var dueKinds: Set<CallKind>? {
    switch self {
    case .call(let planned): planned.dueKinds
    case .rest(_, let isWaiting): isWaiting ? nil : []
    }
  }
}

/// A planned call for a subject.
struct PlannedStep<Call: Sendable, Asked: Hashable & Sendable>: Sendable {
  var call: Call
  var kind: CallKind
  var isMutating: Bool
  /// Whether something is being revoked.
  var isUrgent: Bool
  var asked: Asked
  /// The kind of the change that the call makes, or of which it shows whether it was made.
  var kindInDoubt: CallKind?

  /// The kinds of calls that are due with it.
  var dueKinds: Set<CallKind> { Set([kind, kindInDoubt].compactMap(\.self)) }
}
