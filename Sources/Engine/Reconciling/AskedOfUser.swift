import API
import Core
import Store
import Wire

/// The wanted state of an ACS user when a call is planned. If it has changed when the call is made or has
/// ended, the outcome no longer matters.
struct AskedOfUser: Hashable, Sendable {
  var wanted: AcsUserRecord.Wanted
  /// The wanted groups of the user.
  var groups: Set<ID<AcsAccessGroup>>
  /// The chosen PIN, sealed. Nil to let the provider choose one.
  var chosenPin: [UInt8]?

  init(_ user: AcsUserRecord, _ memberships: [Membership], _ connection: Connection) throws {
    wanted = user.wanted
    groups = Set(memberships.filter(\.isWanted).map(\.acsAccessGroupID))
    chosenPin = try user.wanted.pin.flatMap { try connection.chosenCode(of: $0, in: user.workspaceID) }
  }
}

/// A planned call for an ACS user.
struct PlannedCall: Sendable {
  var call: ProviderCall
  /// Whether something is being revoked.
  var isUrgent: Bool
  var asked: AskedOfUser
  /// The change that the call makes, or of which it shows whether it was made.
  var inDoubt: OpenCall.Kind?

  /// The kinds of calls that are due with it.
  var dueKinds: Set<CallKind> { Set([CallKind(call)] + [inDoubt].compactMap { $0.map { CallKind($0) } }) }
}
