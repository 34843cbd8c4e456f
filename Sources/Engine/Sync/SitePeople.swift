import API
import Core
import Store
import Wire

/// Stores the people of a site: changes of managed users, and unmanaged people.
struct SitePeople: Sendable {
  let system: AcsSystemRecord

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
      .filter { drift(of: $0.user, $0.memberships, $0.version, versions, shown, connection.brand, now: now) != nil }
      .map { $0.user.id }
  }

  /// Stores external changes of managed users, and reverts those of properties that Latchkey controls.
  func take(
    _ ids: [ID<AcsUser>], _ versions: [ID<AcsUser>: Int], _ shown: ShownPeople, _ transaction: Transaction
  ) throws {
    for id in ids {
      guard let before = try transaction.acsUser(id, in: workspace) else { continue }
      let memberships = try transaction.memberships(of: before)
      let version = try transaction.historyVersion(of: id, in: workspace)
      guard
        let drift = drift(of: before, memberships, version, versions, shown, transaction.brand, now: transaction.now)
      else { continue }
      try transaction.save(drift.user, was: before)
      if before.observed?.mayHoldMobileKey == true, drift.user.observed?.mayHoldMobileKey != true {
        try transaction.endKeys(of: before)
      }
      try transaction.saveCards(of: drift.user, was: before)
      try transaction.save(drift.memberships, was: memberships, of: drift.user)
      try transaction.adopt(drift.user, in: drift.joined)
      try transaction.noteExternalChange(of: drift.user, drift.memberships, was: before, memberships)
      try transaction.setDue(id, at: system.id, transaction.now)
    }
  }

  private func drift(
    of user: AcsUserRecord, _ memberships: [Membership], _ version: Int?, _ versions: [ID<AcsUser>: Int],
    _ shown: ShownPeople, _ brand: Brand, now: Instant
  ) -> AcsUserDrift? {
    guard user.isComparable(at: now, brand), version == versions[user.id],
      let siteUser = user.observed?.siteUser, let seen = shown.bySiteUser[siteUser]
    else { return nil }
    let groups = shown.groupsOfPerson[seen.person] ?? []
    return user.drift(memberships, shown: seen, in: groups, shown.tags, now: now)
  }

  // MARK: Others

  /// Stores new and changed unmanaged people.
  func take(_ people: [ObservedUser], _ shown: ShownPeople, _ transaction: Transaction) throws {
    let unseen = Dictionary(
      try transaction.unseenAcsUsers(of: system.id, in: workspace).flatMap { user in user.ownAliases.map { ($0, user) }
      }
    ) { first, _ in first }
    let remade = Set(try transaction.remadeAcsUsers(of: system.id, in: workspace).flatMap(\.ownAliases))
    for person in people {
      if try transaction.isOurs(person.person, at: system.id, in: workspace) { continue }
      // A successor may be listed before it is stored, and its predecessor may still be listed afterwards.
      if remade.contains(person.profile.reference) { continue }
      let groups = (shown.groupsOfPerson[person.person] ?? []).sorted { $0.text < $1.text }
      if let own = unseen[person.profile.reference] {
        try takeBack(own, person, in: groups, transaction)
        continue
      }
      let known = try transaction.siteUser(person.siteUser, at: system.id, in: workspace)
      let record = try SiteUserRecord(
        id: known?.id ?? transaction.identifiers.next(), workspaceID: workspace, acsSystemID: system.id,
        connectedAccountID: system.connectedAccountID,
        sequence: known?.sequence ?? transaction.nextSiteUserSequence(), createdAt: known?.createdAt ?? transaction.now,
        shown: person, groups: groups, observedAt: transaction.now)
      if record.isOurs, known?.isSettled(at: transaction.now, transaction.brand) == true {
        try takeUpAgain(record, transaction)
      } else {
        try transaction.save(record)
        try transaction.noteUnmanagedCodes(of: record, was: known)
      }
    }
  }

  /// A managed user that was considered deleted exists. Its wanted state applies again.
  private func takeBack(
    _ own: AcsUserRecord, _ person: ObservedUser, in groups: [ExternalID<ProviderAccessGroup>],
    _ transaction: Transaction
  ) throws {
    guard own.progress.openCall == nil, !own.wanted.isDeleted else { return }
    var user = own
    user.resume(AcsUserRecord.Observed(person, at: transaction.now, after: nil))
    try transaction.save(user, was: own)
    try transaction.noteFound(user, in: groups)
    try transaction.setDue(user.id, at: system.id, transaction.now)
  }

  /// A user with our mark but without a record, as after a restore from a backup or after reconnecting the account,
  /// becomes an ACS user again, with the ID of its unmanaged person. The end of its stay is unknown, so it ends soon.
  private func takeUpAgain(_ record: SiteUserRecord, _ transaction: Transaction) throws {
    let user = try record.found(sequence: transaction.nextAcsUserSequence(), at: transaction.now)
    var unseen = user
    unseen.observed = nil
    try transaction.insert(unseen)
    try transaction.save(user, was: unseen)
    try transaction.adopt(user, in: record.groups)
    try transaction.remove(record)
    try transaction.append(.acsUserCreated, about: .of(system) { $0.acsUserID = user.id })
    try transaction.setDue(user.id, at: system.id, transaction.now)
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
