import API
import Core
import Store
import Wire

/// Stores the people of a site: changes of managed users, and unmanaged people.
struct SitePeople: Sendable {
  let system: AcsSystemRecord
  let identifiers: Identifiers

  private var workspace: ID<Workspace> { system.workspaceID }

  // MARK: Ours

  /// The managed users that differ from their state at the start of the sync.
  ///
  /// - Parameter versions: the versions of their histories at the start of the sync. Users with newer versions are left
  ///   to the next sync.
  func drifted(
    _ ids: [ID<AcsUser>], _ versions: [ID<AcsUser>: Int], _ shown: ShownPeople, _ connection: Connection, now: Instant
  ) throws -> [ID<AcsUser>] {
    try connection.acsUsersWithVersions(ids, in: workspace)
      .filter { drift(of: $0.user, $0.memberships, $0.version, versions, shown, now: now) != nil }
      .map { $0.user.id }
  }

  /// Stores external changes of managed users, and has them corrected if Latchkey owns the property.
  func take(
    _ ids: [ID<AcsUser>], _ versions: [ID<AcsUser>: Int], _ shown: ShownPeople, _ connection: Transaction, now: Instant
  ) throws {
    for id in ids {
      guard let before = try connection.acsUser(id, in: workspace) else { continue }
      let memberships = try connection.memberships(of: before)
      let version = try connection.historyVersion(of: id, in: workspace)
      guard let drift = drift(of: before, memberships, version, versions, shown, now: now) else { continue }
      try connection.save(drift.user, was: before)
      if before.observed?.mayHoldMobileKey == true, drift.user.observed?.mayHoldMobileKey != true {
        try connection.endKeys(of: before)
      }
      try connection.saveCards(of: drift.user, was: before)
      try connection.save(drift.memberships, was: memberships, of: drift.user)
      try connection.adopt(drift.user, in: drift.joined)
      try connection.setDue(id, at: system.id, now)
    }
  }

  private func drift(
    of user: AcsUserRecord, _ memberships: [Membership], _ version: Int?, _ versions: [ID<AcsUser>: Int],
    _ shown: ShownPeople, now: Instant
  ) -> AcsUserDrift? {
    guard user.isComparable(at: now), version == versions[user.id],
      let siteUser = user.observed?.siteUser, let seen = shown.bySiteUser[siteUser]
    else { return nil }
    let groups = shown.groupsOfPerson[seen.person] ?? []
    return user.drift(memberships, shown: seen, in: groups, shown.tags, now: now)
  }

  // MARK: Others

  /// Stores new and changed unmanaged people.
  func take(_ people: [ObservedUser], _ shown: ShownPeople, _ connection: Transaction, now: Instant) throws {
    let unseen = Dictionary(
      try connection.unseenAcsUsers(of: system.id, in: workspace).flatMap { user in user.ownAliases.map { ($0, user) } }
    ) { first, _ in first }
    let madeAnew = Set(try connection.acsUsersMadeAnew(of: system.id, in: workspace).flatMap(\.ownAliases))
    for person in people {
      if try connection.isOurs(person.person, at: system.id, in: workspace) { continue }
      // A successor may be listed before it is stored, and its predecessor may still be listed afterwards.
      if madeAnew.contains(person.profile.reference) { continue }
      let groups = (shown.groupsOfPerson[person.person] ?? []).sorted { $0.text < $1.text }
      if let own = unseen[person.profile.reference] {
        try takeBack(own, person, in: groups, connection, now: now)
        continue
      }
      let known = try connection.siteUser(person.siteUser, at: system.id, in: workspace)
      let record = try SiteUserRecord(
        id: known?.id ?? identifiers.next(), workspaceID: workspace, acsSystemID: system.id,
        connectedAccountID: system.connectedAccountID,
        sequence: known?.sequence ?? connection.nextSiteUserSequence(), createdAt: known?.createdAt ?? now,
        shown: person, groups: groups, observedAt: now)
      if record.isOurs, known?.isSettled(at: now) == true {
        try takeUpAgain(record, connection, now: now)
      } else {
        try connection.save(record)
      }
    }
  }

  /// A managed user that was considered deleted exists. Its wanted state applies again.
  private func takeBack(
    _ own: AcsUserRecord, _ person: ObservedUser, in groups: [ExternalID<ProviderAccessGroup>],
    _ connection: Transaction, now: Instant
  ) throws {
    guard own.progress.openCall == nil, !own.wanted.isDeleted else { return }
    var user = own
    user.resume(AcsUserRecord.Observed(person, at: now, after: nil))
    try connection.save(user, was: own)
    try connection.noteFound(user, in: groups)
    try connection.setDue(user.id, at: system.id, now)
  }

  /// A user with our mark but without a record, as after a restore from a backup or after reconnecting the account, becomes
  /// an ACS user again, with the ID of its unmanaged person. The end of its stay is unknown, so it ends soon.
  private func takeUpAgain(_ record: SiteUserRecord, _ connection: Transaction, now: Instant) throws {
    let user = try record.found(sequence: connection.nextAcsUserSequence(), at: now)
    var unseen = user
    unseen.observed = nil
    try connection.insert(unseen)
    try connection.save(user, was: unseen)
    try connection.adopt(user, in: record.groups)
    try connection.remove(record)
    try connection.append(.acsUserCreated, about: .of(system) { $0.acsUserID = user.id })
    try connection.setDue(user.id, at: system.id, now)
  }
}

/// The people of one sync, by external ID.
struct ShownPeople: Sendable {
  let bySiteUser: [ExternalID<ProviderSiteUser>: ObservedUser]
  let groupsOfPerson: [ExternalID<ProviderPerson>: Set<ExternalID<ProviderAccessGroup>>]
  let tags: [Tag]

  init(_ reading: SiteReading) {
    bySiteUser = Dictionary(reading.users.map { ($0.siteUser, $0) }) { first, _ in first }
    groupsOfPerson = reading.groupsOfPerson
    tags = reading.tags
  }
}
