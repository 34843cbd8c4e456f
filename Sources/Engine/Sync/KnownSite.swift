import API
import Core
import Store
import Wire

/// The stored state of a site at the start of its sync.
struct KnownSite: Sendable {
  var users: [ID<AcsUser>: (siteUser: ExternalID<ProviderSiteUser>, version: Int)]
  var others: [ExternalID<ProviderSiteUser>: SiteUserRecord]
  var locks: [ExternalID<ProviderLock>]
  var groups: [ExternalID<ProviderAccessGroup>]
  /// The groups of grants that the provider shows, with their versions.
  var grantGroups: [ExternalID<ProviderAccessGroup>: (id: ID<GrantGroup>, version: Int)]
  var tags: [Tag]
  /// The users about whom a list proves nothing: they are new, being deleted, or being changed.
  var incomparable: Set<ExternalID<ProviderSiteUser>>

  init(of system: ID<AcsSystem>, in workspace: ID<Workspace>, _ connection: Connection, now: Instant) throws {
    users = try connection.historyVersions(of: system, in: workspace)
    others = Dictionary(
      try connection.siteUsers(of: system, in: workspace).map { ($0.shown.siteUser, $0) }
    ) { first, _ in first }
    locks = try connection.allAcsEntrances(of: system, in: workspace).map(\.lock.id)
    let ofGrants = try connection.grantGroups(of: system, in: workspace)
    grantGroups = [:]
    for group in ofGrants {
      if let shown = group.observed?.group { grantGroups[shown] = (group.id, group.version) }
    }
    let unsettled = Set(ofGrants.filter { !$0.isComparable || $0.wanted.isDeleted }.compactMap(\.observed?.group))
    groups = try connection.acsAccessGroups(of: system, in: workspace).map(\.group).filter { !unsettled.contains($0) }
    tags = try connection.tags(of: system, in: workspace)
    incomparable = try connection.unsettledSiteUsers(
      of: system, in: workspace, newSince: now - connection.brand.settling.newUser)
  }
}

extension SiteUserRecord {
  /// Whether the person is unchanged.
  func isSame(as person: ObservedUser, in shown: ShownPeople) -> Bool {
    var person = person
    person.profile.mayUsePin = person.profile.mayUsePin ?? false
    // The sign-up of unmanaged people is not stored.
    person.hasAccount = self.shown.hasAccount
    return person == self.shown && Set(groups) == shown.groupsOfPerson[person.person] ?? []
  }
}

/// The known items that a sync did not find.
struct MissingFromSite: Sendable {
  var locks: [ExternalID<ProviderLock>]
  var groups: [ExternalID<ProviderAccessGroup>]
  var siteUsers: [ExternalID<ProviderSiteUser>]
  var tags: [ExternalID<ProviderTag>]
  /// Whether too many items are missing to be plausible.
  var isMass: Bool

  init(_ known: KnownSite, _ reading: SiteReading) {
    let (locks, groups) = (Set(reading.locks.map(\.id)), Set(reading.groups.map(\.id)))
    let shown = Set(reading.users.map(\.siteUser))
    self.locks = known.locks.filter { !locks.contains($0) }
    self.groups = known.groups.filter { !groups.contains($0) }
    let ours = known.users.values.map(\.siteUser).filter { !known.incomparable.contains($0) }
    let everyone = ours + known.others.keys
    // Managed users first, since more depends on them.
    siteUsers = everyone.filter { !shown.contains($0) }
    let shownTags = Set(reading.tags.map(\.id))
    tags = known.tags.map(\.id).filter { !shownTags.contains($0) }
    isMass =
      SiteShrinkage.isMass(missing: self.locks.count, known: known.locks.count)
      || SiteShrinkage.isMass(missing: self.groups.count, known: known.groups.count)
      || SiteShrinkage.isMass(missing: siteUsers.count, known: everyone.count)
      // A site that lists nothing at all was not emptied manually.
      || !known.locks.isEmpty && reading.locks.isEmpty || !known.groups.isEmpty && reading.groups.isEmpty
      || everyone.count > 1 && reading.users.isEmpty
  }

  var parts: [SitePart] { locks.map { .lock($0) } + groups.map { .accessGroup($0) } }

  func shrinkage(at now: Instant) -> SiteShrinkage {
    SiteShrinkage(users: siteUsers.count, groups: groups.count, locks: locks.count, at: now)
  }
}

/// The items that were read by ID and no longer exist.
struct ConfirmedGone: Sendable {
  var parts: Set<SitePart> = []
  var siteUsers: Set<ExternalID<ProviderSiteUser>> = []
  var tags: Set<ExternalID<ProviderTag>> = []
}

extension Array {
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

extension ProviderFault {
  /// A human-readable message without secrets.
  func message(_ brand: Brand) -> String {
    switch self {
    case .later(.throttled, _): "\(brand.name) throttles requests. The sync is retried later."
    case .later(.notSettled, _): "The site could not be stored. See the server's log."
    case .later(.unavailable, _): "\(brand.name) cannot be reached or responds with errors."
    case .later(.unauthorized, _): "\(brand.name) rejected the account's login."
    case .refused(let refusal): "\(brand.name) denied access to the site: \(refusal.message)"
    }
  }
}
