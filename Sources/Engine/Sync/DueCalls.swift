import API
import Core
import Wire

/// Since when calls of a site have been due without one of their kind succeeding.
struct DueCalls: Sendable {
  /// After so long without success a site is in trouble.
  private let patience: Duration
  /// A kind that was not tried for so long is not due any more; calls that fail are tried again within five minutes.
  private static let life = Duration.seconds(900)

  private struct Row: Sendable {
    var since: Instant
    var triedAt: Instant
  }
  private var rows: [CallKind: Row] = [:]
  /// The changes of which it is not known whether they had their effect.
  private var doubts: [ID<AcsUser>: CallKind] = [:]

  init(patience: Duration) { self.patience = patience }

  /// A call is about to be made.
  mutating func begin(_ kind: CallKind, at now: Instant) {
    rows[kind, default: Row(since: now, triedAt: now)].triedAt = now
  }

  /// A call was answered as Salto answers.
  mutating func succeed(_ kind: CallKind) { rows[kind] = nil }

  /// A change was sent, and its answer did not come.
  mutating func doubt(_ kind: CallKind, of user: ID<AcsUser>) { doubts[user] = kind }

  /// A read showed what became of a change in doubt. One that is not made again has succeeded.
  ///
  /// - Parameter isPending: whether the change is made again, or waits for that.
  mutating func resolveDoubt(of user: ID<AcsUser>, isAbsent: Bool, isPending: Bool, next: CallKind?) {
    // A user who is not there yet may still appear.
    if isPending || isAbsent && next == nil && doubts[user] == .creation { return }
    if let kind = doubts.removeValue(forKey: user), kind != next { rows[kind] = nil }
  }

  /// What has failed for too long; nil where nothing has.
  mutating func failure(at now: Instant) -> CallFailure? {
    rows = rows.filter { now < $0.value.triedAt + Self.life }
    let failing = rows.filter { $0.value.since + patience <= now }
    guard let since = failing.values.map(\.since).min() else { return nil }
    return CallFailure(since: since, kinds: failing.keys.sorted { $0.rawValue < $1.rawValue })
  }
}

/// Calls of a site that have been due for long, of which none has succeeded.
public struct CallFailure: Hashable, Sendable {
  /// By the system's clock.
  public let since: Instant
  public let kinds: [CallKind]
}

/// What a call of a site is about.
public enum CallKind: String, Hashable, Sendable {
  case creation = "creating users"
  case finding = "finding users"
  case profile = "changing users"
  case subscription = "giving and taking seats"
  case blocking = "suspending users"
  case pin = "making PINs"
  case tag = "giving cards"
  case joining = "adding to access groups"
  case leaving = "removing from access groups"
  case membership = "reading access groups"
  case deletion = "deleting users"
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
}
