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
    facts = try connection.facts(of: [entrance], at: moment, in: workspace)[0]
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

  /// Adds the facts about each person. The number of statements does not depend on the number of people.
  func with(_ comers: [Comer], _ connection: Connection) throws -> [AccessFacts] {
    let persons = try connection.accessPersons(comers.compactMap(\.user), in: workspaceID)
    let identities = try connection.linkedIdentities(
      of: comers.filter { $0.identity == nil }.compactMap(\.user), by: moment, in: workspaceID)
    func owner(_ comer: Comer) -> ID<UserIdentity>? { comer.identity ?? comer.user.flatMap { identities[$0] } }
    let owners = Set(comers.compactMap(owner)).sorted { $0.text < $1.text }
    let rights = try connection.remoteRights(of: owners, to: [facts.entranceID], in: workspaceID)
    return comers.map { comer in
      var whole = facts
      whole.person = comer.user.flatMap { persons[$0] }
      if let owner = owner(comer) { whole.remote = rights.rights(of: owner, to: facts.entranceID) }
      return whole
    }
  }
}

extension Connection {
  /// The facts about each entrance. The number of statements does not depend on the number of entrances.
  ///
  /// - Parameter person: only the groups of this person are needed. Nil if those of others are, too.
  func facts(
    of entrances: [AcsEntranceRecord], for person: AccessFacts.Person? = nil, at moment: Instant,
    in workspace: ID<Workspace>
  ) throws -> [AccessFacts] {
    let ids = entrances.map(\.id)
    let groups = try accessGroups(holding: ids, of: person, at: moment, in: workspace)
    let locks = try lockFacts(of: ids, at: moment, in: workspace)
    let systems = Set(entrances.map(\.acsSystemID)).sorted { $0.text < $1.text }
    let accepted = try acceptance(of: systems, in: workspace)
    let seats = try seats(of: systems, in: workspace)
    return entrances.compactMap { entrance in
      guard let lock = locks[entrance.id] else { return nil }
      let site = accepted[entrance.acsSystemID]
      return AccessFacts(
        entranceID: entrance.id, person: nil, groups: groups[entrance.id] ?? [],
        acceptsMobileKeys: site?.mobileKeys ?? FactHistory(), acceptsPins: site?.pins ?? FactHistory(),
        hasKeypad: entrance.hasKeypad, lock: lock, freeSeats: seats[entrance.acsSystemID]?.free ?? 0)
    }
  }

  /// The entrances to which a person has or had access by a group.
  func entrances(everReachedBy person: AccessFacts.Person, in workspace: ID<Workspace>) throws -> [AcsEntranceRecord] {
    let groups = Set(person.memberships.keys).union(person.wantedMemberships.keys)
    var filter = AcsEntranceFilter()
    filter.reach = .groups(groups.sorted { $0.text < $1.text })
    return try acsEntrances(filter, PageRange(from: nil, limit: 10_000), in: workspace).rows
  }
}
