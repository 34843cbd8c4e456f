import API
import Core
package import Wire

/// Tracks since when calls of a site have been due without a success of their kind.
struct DueCalls: Sendable {
  /// The time without a success after which a site is unhealthy.
  private let patience: Duration
  /// A kind that was not tried for this long is no longer due. Failed calls are retried within five minutes.
  private static let life = Duration.seconds(900)

  private struct Row: Sendable {
    var since: Instant
    var triedAt: Instant
    /// The subjects of the call. Empty if the call is about the site itself.
    var subjects: Set<Subject> = []
  }
  private var rows: [CallKind: Row] = [:]

  init(patience: Duration) { self.patience = patience }

  /// Notes that a call is about to be made.
  ///
  /// - Parameter subject: the subject of the call. Nil if the call is about the site itself.
  mutating func begin(_ kind: CallKind, for subject: Subject? = nil, at now: Instant) {
    rows[kind, default: Row(since: now, triedAt: now)].triedAt = now
    if let subject { rows[kind]?.subjects.insert(subject) }
  }

  /// Notes that a call got a proper response from the provider.
  mutating func succeed(_ kind: CallKind) { rows[kind] = nil }

  /// Notes that only calls of these kinds are due for a subject now. Other calls are no longer wanted, or a
  /// sync or another change made them unnecessary.
  mutating func keep(_ kinds: Set<CallKind>, of subject: Subject) {
    for kind in rows.keys where !kinds.contains(kind) {
      if rows[kind]?.subjects.remove(subject) != nil, rows[kind]?.subjects.isEmpty == true { rows[kind] = nil }
    }
  }

  /// The calls that have been failing for too long. Nil if there are none.
  mutating func failure(at now: Instant) -> CallFailure? {
    rows = rows.filter { now < $0.value.triedAt + Self.life }
    let failing = rows.filter { $0.value.since + patience <= now }
    guard let since = failing.values.map(\.since).min() else { return nil }
    return CallFailure(since: since, kinds: failing.keys.sorted { $0.rawValue < $1.rawValue })
  }
}

/// Calls of a site that have been due for long without a success.
package struct CallFailure: Hashable, Sendable {
  /// By the system clock.
  package let since: Instant
  package let kinds: [CallKind]
}

/// The kind of a call of a site.
package enum CallKind: String, Hashable, Sendable {
  case creation = "creating users"
  case finding = "finding users"
  case profile = "updating users"
  case subscription = "assigning and releasing seats"
  case blocking = "suspending users"
  case pin = "creating PINs"
  case tag = "assigning cards"
  case joining = "adding to access groups"
  case leaving = "removing from access groups"
  case membership = "reading access groups"
  case deletion = "deleting users"
  case groupCreation = "creating access groups"
  case groupFinding = "finding access groups"
  case groupDoors = "changing the doors of access groups"
  case groupSchedule = "changing the time schedules of access groups"
  case groupDeletion = "deleting access groups"
  case state = "reading the site's state"
  case reading = "reading the whole site"

  init(_ call: ProviderCall) {
    self =
      switch call {
      case .createUser: .creation
      case .findUser, .readUser: .finding
      case .updateUser, .setMeans, .setEmailAddress: .profile
      case .setSubscribed: .subscription
      case .setBlocked: .blocking
      case .makePin, .setPin: .pin
      case .setTag: .tag
      case .addToAccessGroup: .joining
      case .removeFromAccessGroup: .leaving
      case .readMembership: .membership
      case .deleteUser: .deletion
      }
  }

  /// A change whose outcome is unknown.
  init(_ open: OpenCall.Kind) {
    self =
      switch open {
      case .create, .createFor: .creation
      case .update, .setEmailAddress: .profile
      case .subscribe, .unsubscribe: .subscription
      case .block, .unblock: .blocking
      case .makePin: .pin
      case .setTag: .tag
      case .add: .joining
      case .remove: .leaving
      case .delete: .deletion
      case .ofSuccessor(let kind): CallKind(kind)
      }
  }

  init(_ call: GroupCall) {
    self =
      switch call {
      case .createGroup: .groupCreation
      case .findGroup, .readGroup: .groupFinding
      case .setLocks: .groupDoors
      case .createSchedule, .changeSchedule, .removeSchedule: .groupSchedule
      case .deleteGroup: .groupDeletion
      }
  }

  /// A change of a group whose outcome is unknown.
  init(_ open: GrantGroup.OpenCall.Kind) {
    self =
      switch open {
      case .create: .groupCreation
      case .doors: .groupDoors
      case .schedule: .groupSchedule
      case .delete: .groupDeletion
      }
  }
}
