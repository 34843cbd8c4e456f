/// What belongs to one site of the cloud.
struct SiteTables: Sendable {
  var site: Site
  var users: [String: User] = [:]
  var groups: [String: AccessGroup] = [:]
  var members: [String: [String: Member]] = [:]
  var groupsOfPerson: [String: Set<String>] = [:]
  var iqs: [String: IQ] = [:]
  var locks: [String: Lock] = [:]
  var entries: [Entry] = []
  var entryIndex: [String: Int] = [:]
  /// Entries that have not been told to the streams yet.
  var untoldEntries: Set<String> = []
  /// The order of creation, by site user id.
  var userOrder: [String] = []
  var groupOrder: [String] = []
  var lockOrder: [String] = []
  var userByPerson: [String: String] = [:]
  var usersByAlias: [String: Set<String>] = [:]
  var usersByEmail: [String: Set<String>] = [:]
  var seatsUsed = 0

  init(_ site: Site) { self.site = site }

  /// The person as a member of the site, if they are one.
  func member(_ person: String) -> User? {
    userByPerson[person].flatMap { users[$0] }.flatMap { $0.deletedAt == nil ? $0 : nil }
  }
}

/// The tables of the site at hand.
extension CloudState {
  var site: Site { tables.site }
  var users: [String: User] { tables.users }
  var groups: [String: AccessGroup] { tables.groups }
  var members: [String: [String: Member]] { tables.members }
  var groupsOfPerson: [String: Set<String>] { tables.groupsOfPerson }
  var iqs: [String: IQ] { tables.iqs }
  var locks: [String: Lock] { tables.locks }
  var entries: [Entry] { tables.entries }
  var entryIndex: [String: Int] { tables.entryIndex }
  var untoldEntries: Set<String> { tables.untoldEntries }
  var userOrder: [String] { tables.userOrder }
  var groupOrder: [String] { tables.groupOrder }
  var lockOrder: [String] { tables.lockOrder }
  var userByPerson: [String: String] { tables.userByPerson }
  var usersByAlias: [String: Set<String>] { tables.usersByAlias }
  var usersByEmail: [String: Set<String>] { tables.usersByEmail }
  var seatsUsed: Int { tables.seatsUsed }
}

/// One site is at hand at a time: calls, doors and switches are about one, and read and write its tables.
extension CloudState {
  /// Takes a site's tables to hand.
  ///
  /// - Returns: false where there is no such site.
  @discardableResult
  mutating func enter(_ siteID: String) -> Bool {
    if siteID == tables.site.id { return true }
    guard let next = elsewhere.removeValue(forKey: siteID) else { return false }
    finishLine()
    elsewhere[tables.site.id] = tables
    tables = next
    return true
  }

  /// Takes the first site whose tables fit to hand.
  @discardableResult
  mutating func enter(where fits: (SiteTables) -> Bool) -> Bool {
    guard let id = siteOrder.first(where: { tables(of: $0).map(fits) ?? false }) else { return false }
    return enter(id)
  }

  /// A site's tables, at hand or not.
  func tables(of siteID: String) -> SiteTables? { siteID == tables.site.id ? tables : elsewhere[siteID] }

  /// Does something at each site, and comes back to the one that was at hand.
  mutating func forEachSite(_ body: (inout CloudState) throws -> Void) rethrows {
    let here = site.id
    defer { enter(here) }
    for id in siteOrder {
      enter(id)
      try body(&self)
    }
  }

  /// The user who administers the site at hand with a person's leave; nil where the person may not.
  func administrator(_ person: String) -> User? {
    tables.member(person).flatMap { $0.isAdministrator && !$0.blocked.value ? $0 : nil }
  }
}
