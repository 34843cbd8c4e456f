import API
import Core
import Store
import Wire

/// The facts about an entrance that do not depend on the person.
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

  /// A person at a door.
  struct Comer {
    var user: ID<AcsUser>?
    /// The identity, if it is not the former one of the user.
    var identity: ID<UserIdentity>?
  }

  func with(
    _ user: ID<AcsUser>?, comingAs identity: ID<UserIdentity>? = nil, _ connection: Connection
  ) throws -> AccessFacts {
    try with([Comer(user: user, identity: identity)], connection)[0]
  }

  /// What is known of each who comes, in as many statements as of one.
  func with(_ comers: [Comer], _ connection: Connection) throws -> [AccessFacts] {
    let persons = try connection.accessPersons(comers.compactMap(\.user), in: workspaceID)
    let identities = try connection.linkedIdentities(
      of: comers.filter { $0.identity == nil }.compactMap(\.user), by: moment, in: workspaceID)
    func owner(_ comer: Comer) -> ID<UserIdentity>? { comer.identity ?? comer.user.flatMap { identities[$0] } }
    let owners = Set(comers.compactMap(owner)).sorted { $0.text < $1.text }
    let rights = try connection.remoteRights(of: owners, to: facts.entranceID, in: workspaceID)
    return comers.map { comer in
      var whole = facts
      whole.person = comer.user.flatMap { persons[$0] }
      if let owner = owner(comer) { whole.remote = rights[owner] ?? RemoteRights() }
      return whole
    }
  }
}

extension Connection {
  /// The entrances to which a person has or had access by a group.
  func entrances(everReachedBy person: AccessFacts.Person, in workspace: ID<Workspace>) throws -> [AcsEntranceRecord] {
    let groups = Set(person.memberships.keys).union(person.wantedMemberships.keys)
    var filter = AcsEntranceFilter()
    filter.reach = .groups(groups.sorted { $0.text < $1.text })
    return try acsEntrances(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows
  }
}
