import API
import Core
import Store
import Wire

/// What is known of an entrance apart from who comes.
struct EntranceFacts {
  let workspaceID: ID<Workspace>
  let moment: Instant
  let facts: AccessFacts

  init(
    _ entrance: AcsEntranceRecord, at moment: Instant, _ connection: Connection, in workspace: ID<Workspace>
  ) throws {
    workspaceID = workspace
    self.moment = moment
    let acceptance = try connection.acceptance(of: entrance, in: workspace)
    facts = AccessFacts(
      entranceID: entrance.id, person: nil,
      groups: try connection.accessGroups(holding: entrance.id, in: workspace),
      acceptsMobileKeys: acceptance.mobileKeys, acceptsPins: acceptance.pins, hasKeypad: entrance.hasKeypad,
      lock: try connection.lockFacts(of: entrance, at: moment, in: workspace),
      freeSeats: try connection.seats(of: entrance.acsSystemID, in: workspace).free)
  }

  /// - Parameter identity: who comes, where that is not whose the user was.
  func with(
    _ user: ID<AcsUser>?, comingAs identity: ID<UserIdentity>? = nil, _ connection: Connection
  ) throws -> AccessFacts {
    var whole = facts
    whole.person = try user.flatMap { try connection.accessPerson($0, in: workspaceID) }
    let owner = try identity ?? user.flatMap { try connection.linkedIdentity(of: $0, by: moment, in: workspaceID) }
    if let owner { whole.remote = try connection.remoteRights(of: owner, to: facts.entranceID, in: workspaceID) }
    return whole
  }
}

extension Connection {
  /// The entrances to which a person has a way by a group, or had one.
  func entrances(everReachedBy person: AccessFacts.Person, in workspace: ID<Workspace>) throws -> [AcsEntranceRecord] {
    let groups = Set(person.memberships.keys).union(person.wantedMemberships.keys)
    var filter = AcsEntranceFilter()
    filter.reach = .groups(groups.sorted { $0.text < $1.text })
    return try acsEntrances(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows
  }
}
