import API
import Core
import Store
import Wire

/// Writes what a site shows of its people: what somebody changed of ours, and those whom others added.
struct SitePeople: Sendable {
  let system: AcsSystemRecord
  let identifiers: Identifiers

  private var workspace: ID<Workspace> { system.workspaceID }

  // MARK: Ours

  /// Those of our users whom a reading shows otherwise than they were known when it began.
  ///
  /// - Parameter versions: what their histories had come to when the reading began; who has come further since is left
  ///   to the next reading.
  func drifted(
    _ ids: [ID<AcsUser>], _ versions: [ID<AcsUser>: Int], _ shown: ShownPeople, _ connection: Connection, now: Instant
  ) throws -> [ID<AcsUser>] {
    try ids.filter { try drift(of: $0, versions, shown, connection, now: now) != nil }
  }

  /// Writes what somebody did to our users, and has it put right where it is ours.
  func take(
    _ ids: [ID<AcsUser>], _ versions: [ID<AcsUser>: Int], _ shown: ShownPeople, _ connection: Connection, now: Instant
  ) throws {
    for id in ids {
      guard let (before, memberships, drift) = try drift(of: id, versions, shown, connection, now: now) else {
        continue
      }
      try connection.save(drift.user, was: before, at: now)
      if before.observed?.mayHoldMobileKey == true, drift.user.observed?.mayHoldMobileKey != true {
        try connection.endKeys(of: before, at: now, identifiers)
      }
      try connection.saveCards(of: drift.user, was: before, at: now, identifiers)
      try connection.save(drift.memberships, was: memberships, of: drift.user, at: now)
      try connection.adopt(drift.user, in: drift.joined, at: now)
      try connection.setDue(id, at: system.id, in: workspace, now)
    }
  }

  private func drift(
    of id: ID<AcsUser>, _ versions: [ID<AcsUser>: Int], _ shown: ShownPeople, _ connection: Connection, now: Instant
  ) throws -> (AcsUserRecord, [Membership], AcsUserDrift)? {
    guard let user = try connection.acsUser(id, in: workspace), user.isComparable(at: now),
      try connection.historyVersion(of: id, in: workspace) == versions[id],
      let siteUser = user.observed?.siteUser, let seen = shown.bySiteUser[siteUser]
    else { return nil }
    let memberships = try connection.memberships(of: user)
    let groups = shown.groupsOfPerson[seen.person] ?? []
    return user.drift(memberships, shown: seen, in: groups, shown.tags, now: now).map { (user, memberships, $0) }
  }

  // MARK: Others

  /// Writes people who are not ours, where they are new or changed.
  func take(_ people: [ObservedUser], _ shown: ShownPeople, _ connection: Connection, now: Instant) throws {
    let unseen = try connection.unseenAcsUsers(of: system.id, in: workspace)
    let byReference = Dictionary(unseen.map { ($0.reference, $0) }) { first, _ in first }
    for person in people {
      if try connection.isOurs(person.person, at: system.id, in: workspace) { continue }
      if let own = byReference[person.profile.reference] {
        try takeBack(own, person, connection, now: now)
        continue
      }
      let known = try connection.siteUser(person.siteUser, at: system.id, in: workspace)
      let record = try SiteUserRecord(
        id: known?.id ?? identifiers.next(), workspaceID: workspace, acsSystemID: system.id,
        connectedAccountID: system.connectedAccountID,
        sequence: known?.sequence ?? connection.nextSiteUserSequence(in: workspace), createdAt: known?.createdAt ?? now,
        shown: person, groups: (shown.groupsOfPerson[person.person] ?? []).sorted { $0.text < $1.text },
        observedAt: now)
      try connection.save(record)
      if let email = person.profile.emailAddress { try wake(unseen, email, connection, now: now) }
    }
  }

  /// A user of ours that was thought to be gone is there.
  private func takeBack(
    _ own: AcsUserRecord, _ person: ObservedUser, _ connection: Connection, now: Instant
  ) throws {
    guard own.progress.openCall == nil, !own.wanted.isDeleted else { return }
    var user = own
    user.observed = AcsUserRecord.Observed(person, at: now, after: nil)
    user.progress.refusals.removeAll { $0.stage == .creation }
    try connection.save(user, was: own, at: now)
    try connection.setDue(user.id, at: system.id, in: workspace, now)
  }

  /// Who could not be made, or waits to be, may be who was just seen.
  private func wake(
    _ unseen: [AcsUserRecord], _ email: String, _ connection: Connection, now: Instant
  ) throws {
    for before in unseen where before.providerEmailAddress?.lowercased() == email.lowercased() {
      var user = before
      user.progress.refusals.removeAll { $0.stage == .creation }
      try connection.save(user, was: before, at: now)
      try connection.setDue(user.id, at: system.id, in: workspace, now)
    }
  }
}

/// The people of one reading, found by what the provider calls them.
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
