import API
import Core
import Store
import Wire

/// What is asked for of an ACS user when a call for it is planned. Where it is another once the call is made, or has
/// ended, the call answers a question that nobody asks any more.
struct AskedOfUser: Hashable, Sendable {
  var wanted: AcsUserRecord.Wanted
  /// The groups that the user is to be in.
  var groups: Set<ID<AcsAccessGroup>>
  /// The PIN that somebody chose, sealed; nil where Salto makes one.
  var chosenPin: [UInt8]?

  init(_ user: AcsUserRecord, _ memberships: [Membership], _ connection: Connection) throws {
    wanted = user.wanted
    groups = Set(memberships.filter(\.isWanted).map(\.acsAccessGroupID))
    chosenPin = try user.wanted.pin.flatMap { try connection.chosenCode(of: $0, in: user.workspaceID) }
  }
}

/// A call that is to be made for an ACS user.
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
