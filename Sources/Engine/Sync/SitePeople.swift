import API
import Core
import Logging
import Store
import Wire

/// Stores the people of a site: changes of managed users, and unmanaged people.
struct SitePeople: Sendable {
  let system: AcsSystemRecord
  let logger: Logger

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
      let twin = try recordedTwin(of: person, shown, transaction)
      // A successor may be listed before it is stored, and its predecessor may still be listed afterwards.
      if twin == nil, remade.contains(person.profile.reference) { continue }
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
      // What happens to a double is decided once no call for its twin is open.
      let isDecided = twin?.isUnchanging ?? true
      if record.isOurs, isDecided, known?.isSettled(at: transaction.now, transaction.brand) == true {
        try takeUpAgain(record, besides: twin, transaction)
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
  ///
  /// - Parameter twin: the managed user whose alias the user has too. The user is then deleted at the provider.
  private func takeUpAgain(
    _ record: SiteUserRecord, besides twin: AcsUserRecord?, _ transaction: Transaction
  ) throws {
    var user = try record.found(sequence: transaction.nextAcsUserSequence(), at: transaction.now)
    user.wanted.isDeleted = twin != nil
    var unseen = user
    unseen.observed = nil
    try transaction.insert(unseen)
    try transaction.save(user, was: unseen)
    try transaction.adopt(user, in: record.groups)
    try transaction.remove(record)
    if let twin {
      noteDouble(of: twin, record, transaction)
    } else {
      try transaction.append(.acsUserCreated, about: .of(system) { $0.acsUserID = user.id })
    }
    try transaction.setDue(user.id, at: system.id, transaction.now)
  }

  // MARK: Doubles

  /// The managed user whose alias a second person at the site has. A creation was sent twice, for example by a server
  /// that stood still for a while and by the one that replaced it.
  private func recordedTwin(
    of person: ObservedUser, _ shown: ShownPeople, _ connection: Connection
  ) throws -> AcsUserRecord? {
    for other in shown.sharingAlias[person.profile.reference] ?? [] where other.siteUser != person.siteUser {
      guard let user = try connection.acsUser(ofPerson: other.person, at: system.id, in: workspace),
        user.origin.isOurs, user.observed?.siteUser == other.siteUser
      else { continue }
      return user
    }
    return nil
  }

  private func noteDouble(of twin: AcsUserRecord, _ record: SiteUserRecord, _ transaction: Transaction) {
    let metadata: Logger.Metadata = [
      "acs_system_id": "\(system.id)", "acs_user_id": "\(twin.id)", "site_user_id": "\(record.shown.siteUser)",
    ]
    transaction.afterCommit { [logger] in
      logger.warning("A user exists twice at the site; the second one will be deleted", metadata: metadata)
    }
  }
}

extension AcsUserRecord {
  /// Whether no call of the user is open, and no other site user is about to replace its own.
  fileprivate var isUnchanging: Bool { progress.openCall == nil && succession == nil }
}

/// The people of one sync, by external ID.
struct ShownPeople: Sendable {
  let bySiteUser: [ExternalID<ProviderSiteUser>: ObservedUser]
  let groupsOfPerson: [ExternalID<ProviderPerson>: Set<ExternalID<ProviderAccessGroup>>]
  let tags: [Tag]
  /// The people whose alias others have too.
  let sharingAlias: [String: [ObservedUser]]

  init(_ reading: SiteReading) {
    sharingAlias = Dictionary(grouping: reading.users.filter { !$0.profile.reference.isEmpty }, by: \.profile.reference)
      .filter { $0.value.count > 1 }
    bySiteUser = Dictionary(reading.users.map { ($0.siteUser, $0) }) { first, _ in first }
    groupsOfPerson = reading.groupsOfPerson
    tags = reading.tags
  }
}
