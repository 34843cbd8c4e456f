/// One site of the cloud, with everything that belongs to it. All changes go through `put` methods, which also record
/// them for the journal.
struct Site: Sendable {
  private(set) var details: SiteDetails
  private(set) var users: [String: User] = [:]
  private(set) var groups: [String: AccessGroup] = [:]
  private(set) var members: [String: [String: Member]] = [:]
  /// The groups that a person is or was in. A lock may not know yet that the person left.
  private(set) var groupsOfPerson: [String: Set<String>] = [:]
  private(set) var iqs: [String: IQ] = [:]
  private(set) var locks: [String: Lock] = [:]
  private(set) var entries: [Entry] = []
  private var entryIndex: [String: Int] = [:]
  /// Entries that have not been sent to the streams yet.
  private var unpublishedEntries: Set<String> = []
  /// Site user IDs in the order of creation.
  private(set) var userOrder: [String] = []
  private(set) var groupOrder: [String] = []
  private(set) var lockOrder: [String] = []
  private(set) var userByPerson: [String: String] = [:]
  private(set) var usersByAlias: [String: Set<String>] = [:]
  private(set) var usersByEmail: [String: Set<String>] = [:]
  private(set) var seatsUsed = 0
  /// The changes since the last journal line.
  private var changes: SiteChanges

  var id: String { details.id }

  init(_ details: SiteDetails) {
    self.details = details
    changes = SiteChanges(id: details.id)
  }

  /// Whether no seat is free.
  var isFull: Bool { details.areSeatsTaken == true || seatsUsed >= details.seats }

  /// The seats in use, also by others than the site's users.
  var seatsTaken: Int { details.areSeatsTaken == true ? max(seatsUsed, details.seats) : seatsUsed }

  /// The person's user at the site, if any.
  func member(_ person: String) -> User? {
    userByPerson[person].flatMap { users[$0] }.flatMap { $0.deletedAt == nil ? $0 : nil }
  }

  /// The person's user if it administers the site, or else nil.
  func administrator(_ person: String) -> User? {
    member(person).flatMap { $0.isAdministrator && !$0.blocked.value ? $0 : nil }
  }

  mutating func put(_ details: SiteDetails) {
    var details = details
    details.seats = details.seats.clamped(to: Bounds.seats)
    self.details = details
    changes.details = details
  }

  mutating func put(_ user: User) {
    let before = users[user.id]
    if before == nil { userOrder.append(user.id) }
    if let before { unindex(before) }
    users[user.id] = user
    userByPerson[user.personID] = user.id
    if let alias = user.alias { usersByAlias[alias, default: []].insert(user.id) }
    if let email = user.email { usersByEmail[email.lowercased(), default: []].insert(user.id) }
    if user.takesSeat { seatsUsed += 1 }
    changes.users.append(user)
  }

  private mutating func unindex(_ user: User) {
    if let alias = user.alias { usersByAlias[alias]?.remove(user.id) }
    if let email = user.email { usersByEmail[email.lowercased()]?.remove(user.id) }
    if user.takesSeat { seatsUsed -= 1 }
  }

  mutating func put(_ group: AccessGroup) {
    if groups[group.id] == nil { groupOrder.append(group.id) }
    groups[group.id] = group
    changes.groups.append(group)
  }

  mutating func removeGroup(_ id: String) {
    groups[id] = nil
    groupOrder.removeAll { $0 == id }
    for person in members.removeValue(forKey: id)?.keys ?? [:].keys { groupsOfPerson[person]?.remove(id) }
    changes.removedGroups.append(id)
  }

  mutating func put(_ member: Member) {
    members[member.groupID, default: [:]][member.personID] = member
    groupsOfPerson[member.personID, default: []].insert(member.groupID)
    changes.members.append(member)
  }

  mutating func put(_ iq: IQ) {
    iqs[iq.id] = iq
    changes.iqs.append(iq)
  }

  mutating func put(_ lock: Lock) {
    if locks[lock.id] == nil { lockOrder.append(lock.id) }
    locks[lock.id] = lock
    changes.locks.append(lock)
  }

  /// A removed lock opens for no group.
  mutating func removeLock(_ id: String) {
    locks[id] = nil
    lockOrder.removeAll { $0 == id }
    for var group in groups.values where group.locks[id] != nil {
      group.locks[id] = nil
      put(group)
    }
    changes.removedLocks.append(id)
  }

  /// Stores an entry. The caller adds its arrival to the agenda.
  mutating func put(_ entry: Entry) {
    if let known = entryIndex[entry.id] {
      entries[known] = entry
    } else {
      entryIndex[entry.id] = entries.count
      entries.append(entry)
    }
    unpublishedEntries.insert(entry.id)
    changes.entries.append(entry)
  }

  /// The entries that have arrived since the last call, in order of arrival.
  mutating func takeArrivals(until now: Int64) -> [Entry] {
    let arrived = arrivals(until: now)
    unpublishedEntries.subtract(arrived.map(\.id))
    return arrived
  }

  /// The entries that have arrived but were not taken yet.
  func arrivals(until now: Int64) -> [Entry] {
    let arrived = unpublishedEntries.compactMap { entryIndex[$0] }.map { entries[$0] }.compactMap { entry in
      entry.arrivesAt.map { (at: $0, entry: entry) }
    }.filter { $0.at <= now }
    return arrived.sorted { ($0.at, $0.entry.id) < ($1.at, $1.entry.id) }.map(\.entry)
  }

  /// The changes that are not in the journal yet; nil if there are none.
  mutating func takeChanges() -> SiteChanges? {
    let taken = changes
    changes = SiteChanges(id: id)
    return taken.isEmpty ? nil : taken
  }

  /// Applies a line of the journal.
  mutating func replay(_ line: SiteChanges) {
    if let details = line.details { put(details) }
    line.users.forEach { put($0) }
    line.groups.forEach { put($0) }
    line.removedGroups.forEach { removeGroup($0) }
    line.members.forEach { put($0) }
    line.iqs.forEach { put($0) }
    line.locks.forEach { put($0) }
    line.removedLocks.forEach { removeLock($0) }
    line.entries.forEach { put($0) }
    changes = SiteChanges(id: id)
  }
}

extension User {
  /// Whether the user takes a seat of the site.
  var takesSeat: Bool { deletedAt == nil && subscribed.value && !isAdministrator }
}
