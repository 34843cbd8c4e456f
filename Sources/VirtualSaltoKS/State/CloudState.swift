/// Everything the cloud knows. Changes go through `put` methods, which also write them into the journal's next line.
struct CloudState: Sendable {
  /// The site at hand; see ``enter(_:)``.
  var tables: SiteTables
  /// All other sites.
  var elsewhere: [String: SiteTables] = [:]
  private(set) var siteOrder: [String]
  private(set) var tokens: [String: Token] = [:]
  private(set) var ledger: [LedgerEntry] = []
  private(set) var settings = Settings()
  private(set) var faults: [Fault] = []
  private(set) var invitations: [Invitation] = []
  /// Accounts by e-mail address in lower case.
  private(set) var profiles: [String: Profile] = [:]
  /// Everybody who has one.
  private(set) var signedUpPeople: Set<String> = []
  private(set) var authorizationCodes: [String: AuthorizationCode] = [:]
  private(set) var refreshTokens: [String: RefreshToken] = [:]
  private(set) var devices: [String: Device] = [:]
  private(set) var deviceOrder: [String] = []
  /// Keys that locks are told not to take, and since when.
  private(set) var cancelledKeys: [String: Int64] = [:]
  /// How many random numbers were drawn; it makes ids after a restart differ from those before.
  private(set) var draws: UInt64 = 0
  /// How far the cloud's own clock is from the system's.
  private(set) var clockOffset: Int64 = 0
  /// Moments at which something takes effect by itself.
  private(set) var agenda: Set<Int64> = []
  /// What changed at the site at hand since the journal took the last line.
  private(set) var changes = JournalLine()
  /// What changed at others before.
  private var finishedLines: [JournalLine] = []

  let keys: SiteKeys

  init(site: Site, keys: SiteKeys) {
    tables = SiteTables(site)
    siteOrder = [site.id]
    self.keys = keys
  }

  /// Makes another site and takes it to hand.
  mutating func add(_ site: Site) {
    siteOrder.append(site.id)
    elsewhere[site.id] = SiteTables(site)
    enter(site.id)
  }

  /// Ends a line of the journal, since a line is about one site.
  mutating func finishLine() {
    if siteOrder.count > 1 { changes.siteID = site.id }
    finishedLines.append(changes)
    changes = JournalLine()
  }

  mutating func put(_ site: Site) {
    var site = site
    site.seats = site.seats.clamped(to: Bounds.seats)
    tables.site = site
    changes.site = site
  }

  mutating func put(_ user: User) {
    let before = tables.users[user.id]
    if before == nil { tables.userOrder.append(user.id) }
    if let before { unindex(before) }
    tables.users[user.id] = user
    tables.userByPerson[user.personID] = user.id
    if let alias = user.alias { tables.usersByAlias[alias, default: []].insert(user.id) }
    if let email = user.email { tables.usersByEmail[email.lowercased(), default: []].insert(user.id) }
    if user.takesSeat { tables.seatsUsed += 1 }
    changes.users.append(user)
  }

  private mutating func unindex(_ user: User) {
    if let alias = user.alias { tables.usersByAlias[alias]?.remove(user.id) }
    if let email = user.email { tables.usersByEmail[email.lowercased()]?.remove(user.id) }
    if user.takesSeat { tables.seatsUsed -= 1 }
  }

  mutating func put(_ group: AccessGroup) {
    if tables.groups[group.id] == nil { tables.groupOrder.append(group.id) }
    tables.groups[group.id] = group
    changes.groups.append(group)
  }

  mutating func removeGroup(_ id: String) {
    tables.groups[id] = nil
    tables.groupOrder.removeAll { $0 == id }
    for person in tables.members.removeValue(forKey: id)?.keys ?? [:].keys { tables.groupsOfPerson[person]?.remove(id) }
    changes.removedGroups.append(id)
  }

  mutating func put(_ member: Member) {
    tables.members[member.groupID, default: [:]][member.personID] = member
    if member.isIn.value {
      tables.groupsOfPerson[member.personID, default: []].insert(member.groupID)
    }
    changes.members.append(member)
  }

  mutating func put(_ iq: IQ) {
    tables.iqs[iq.id] = iq
    changes.iqs.append(iq)
  }

  mutating func put(_ lock: Lock) {
    if tables.locks[lock.id] == nil { tables.lockOrder.append(lock.id) }
    tables.locks[lock.id] = lock
    changes.locks.append(lock)
  }

  /// A lock that is taken off its door opens by no group any more.
  mutating func removeLock(_ id: String) {
    tables.locks[id] = nil
    tables.lockOrder.removeAll { $0 == id }
    for var group in groups.values where group.locks[id] != nil {
      group.locks[id] = nil
      put(group)
    }
    changes.removedLocks = (changes.removedLocks ?? []) + [id]
  }

  mutating func put(_ entry: Entry) {
    if let known = tables.entryIndex[entry.id] {
      tables.entries[known] = entry
    } else {
      tables.entryIndex[entry.id] = tables.entries.count
      tables.entries.append(entry)
    }
    tables.untoldEntries.insert(entry.id)
    changes.entries.append(entry)
    if let arrivesAt = entry.arrivesAt { wake(at: arrivesAt) }
  }

  /// The entries that have arrived since this was asked last, in the order in which they did.
  mutating func takeArrivals(until now: Int64) -> [Entry] {
    let arrived = arrivals(until: now)
    tables.untoldEntries.subtract(arrived.map(\.id))
    return arrived
  }

  /// The entries that have arrived and were not asked for yet.
  func arrivals(until now: Int64) -> [Entry] {
    let arrived = untoldEntries.compactMap { entryIndex[$0] }.map { entries[$0] }.compactMap { entry in
      entry.arrivesAt.map { (at: $0, entry: entry) }
    }.filter { $0.at <= now }
    return arrived.sorted { ($0.at, $0.entry.id) < ($1.at, $1.entry.id) }.map(\.entry)
  }

  mutating func put(_ token: Token) {
    tokens[token.text] = token
    changes.tokens.append(token)
  }

  mutating func put(_ settings: Settings) {
    self.settings = settings.bounded
    changes.settings = self.settings
  }

  mutating func put(_ faults: [Fault]) {
    self.faults = faults.map(\.bounded)
    changes.faults = self.faults
  }

  mutating func put(_ invitation: Invitation) {
    invitations.append(invitation)
    changes.invitations.append(invitation)
  }

  mutating func put(_ profile: Profile) {
    profiles[profile.email.lowercased()] = profile
    signedUpPeople.insert(profile.personID)
    changes.profiles.append(profile)
  }

  mutating func put(_ code: AuthorizationCode) {
    authorizationCodes[code.text] = code
    changes.authorizationCodes.append(code)
  }

  mutating func put(_ token: RefreshToken) {
    refreshTokens[token.text] = token
    changes.refreshTokens.append(token)
  }

  mutating func put(_ device: Device) {
    if devices[device.id] == nil { deviceOrder.append(device.id) }
    devices[device.id] = device
    changes.devices.append(device)
  }

  /// Tells the locks not to take a key any more.
  mutating func cancel(_ keyID: String, at moment: Int64) {
    cancelledKeys[keyID] = moment
    changes.cancelledKeys[keyID] = moment
  }

  mutating func setClockOffset(_ offset: Int64) {
    clockOffset = offset.clamped(to: Bounds.offsets)
    changes.clockOffset = clockOffset
  }

  mutating func append(_ entry: LedgerEntry) {
    ledger.append(entry)
    changes.ledger.append(entry)
  }

  /// Notes that something takes effect by itself at a moment.
  mutating func wake(at moment: Int64) {
    agenda.insert(moment)
    changes.agenda.append(moment)
  }

  mutating func forgetAgenda(until now: Int64) {
    if agenda.contains(where: { $0 <= now }) { agenda = agenda.filter { $0 > now } }
  }

  mutating func draw() -> UInt64 {
    draws += 1
    changes.draws = draws
    return draws
  }

  /// The lines that the journal has not taken.
  mutating func takeChanges() -> [JournalLine] {
    finishLine()
    defer { finishedLines = [] }
    return finishedLines
  }

  /// Takes the place of all that is known, but for the ledger, and the count of random numbers, so that no id comes
  /// twice.
  mutating func startAnew(_ fresh: CloudState) {
    let (ledger, draws) = (ledger, draws)
    self = fresh
    _ = takeChanges()
    self.ledger = ledger
    self.draws = draws
    changes.startsAnew = true
    changes.draws = draws
  }

  /// Does again what a line of the journal says.
  mutating func replay(_ line: JournalLine) {
    enter(line.siteID ?? siteOrder[0])
    if let site = line.site { put(site) }
    line.users.forEach { put($0) }
    line.groups.forEach { put($0) }
    line.removedGroups.forEach { removeGroup($0) }
    line.members.forEach { put($0) }
    line.iqs.forEach { put($0) }
    line.locks.forEach { put($0) }
    line.removedLocks?.forEach { removeLock($0) }
    line.entries.forEach { put($0) }
    line.tokens.forEach { put($0) }
    line.ledger.forEach { append($0) }
    if let settings = line.settings { put(settings) }
    if let faults = line.faults { put(faults) }
    line.invitations.forEach { put($0) }
    line.profiles.forEach { put($0) }
    line.authorizationCodes.forEach { put($0) }
    line.refreshTokens.forEach { put($0) }
    line.devices.forEach { put($0) }
    line.cancelledKeys.forEach { cancel($0.key, at: $0.value) }
    line.agenda.forEach { wake(at: $0) }
    if let offset = line.clockOffset { setClockOffset(offset) }
    if let draws = line.draws { self.draws = draws }
    changes = JournalLine()
    finishedLines = []
  }
}

extension User {
  /// Whether the user counts against the site's seats.
  var takesSeat: Bool { deletedAt == nil && subscribed.value && !isAdministrator }
}
