package import API
package import Core
package import Wire

extension Transaction {
  /// Adapts what depends on a grant: its groups at the sites, the subscriptions of its users, and the record of what works.
  ///
  /// - Parameter changed: whether its doors or times changed.
  /// - Returns: the systems whose work became due.
  @discardableResult
  package func follow(_ grant: AccessGrantRecord, changed: Bool = false) throws -> Set<ID<AcsSystem>> {
    var grant = grant
    if changed {
      grant.changedAt = now
      try save(grant)
    } else {
      try followStays(of: grant)
    }
    let before = try grantGroups(of: [grant.id], in: workspaceID)[grant.id] ?? []
    let state = try state(of: grant)
    let wanted = grant.isDeleted ? [] : try wantedGroups(of: state)
    try setGrantGroups(wanted, of: grant.id)
    let users = Set(state.methods.map(\.method.acsUserID) + before.map(\.wanted.acsUserID))
    for user in users.sorted(by: { $0.text < $1.text }) { try followGrants(ofUser: user) }
    try followInstantKeys(of: grant.userIdentityID)
    try noteProgress(of: grant)
    return Set(state.methods.map(\.method.acsSystemID) + before.map(\.wanted.acsSystemID))
  }

  /// One group for each site and time zone of IQs, with all doors of the grant there.
  private func wantedGroups(of state: AccessGrantState) throws -> [GrantGroup.Wanted] {
    let grant = state.grant
    let zones = try doorZones(of: state.doors.map(\.id), in: workspaceID)
    let doors = Dictionary(grouping: state.doors, by: \.acsSystemID)
    return try doors.keys.sorted { $0.text < $1.text }.flatMap { id -> [GrantGroup.Wanted] in
      let method = state.methods.first { $0.method.acsSystemID == id && $0.user?.wanted.isDeleted == false }
      guard let user = method?.user else { return [] }
      let settings = try grantSettings(of: id, in: workspaceID)
      let doorsOfZone = Dictionary(grouping: doors[id] ?? []) { zones[$0.id] ?? "UTC" }
      return doorsOfZone.sorted { $0.key < $1.key }.map { zone, doors in
        GrantGroup.Wanted(
          acsSystemID: id, timeZone: zone, acsUserID: user.id, name: "\(user.displayName) · \(state.displayName)",
          entrances: Set(doors.map(\.id)), schedule: grant.schedule,
          leadsAt: grant.schedule.startsAt - settings.lead)
      }
    }
  }

  /// Adapts a user to its grants and makes it due. A person created by the site's staff is not adapted.
  package func followGrants(ofUser id: ID<AcsUser>) throws {
    guard let before = try acsUser(id, in: workspaceID), !before.wanted.isDeleted else { return }
    if !before.origin.isOurs { return try setDue(id, at: before.acsSystemID, now) }
    var user = before
    user.wanted.followsGrants = true
    _ = try followGrants(of: &user)
    try save(user, was: before)
    try setDue(id, at: user.acsSystemID, now, isUrgent: user.wanted.isDeleted ? true : nil)
  }

  /// Adapts a user to its grants. A user that exists only for grants is deleted after the last one.
  ///
  /// - Returns: when its grants need attention next.
  package func followGrants(of user: inout AcsUserRecord) throws -> Instant? {
    guard user.wanted.followsGrants || !user.origin.isOurs, !user.wanted.isDeleted else { return nil }
    let stays = try grantStays(of: user.id, in: workspaceID)
    if !user.origin.isOurs { return user.nextGrantEdge(stays, after: now) }
    if user.hasOutlivedGrants(stays, now: now) {
      try removeCredentials(of: user)
      user.wanted.isDeleted = true
      return nil
    }
    let identity = try user.userIdentityID.flatMap { try userIdentity($0, in: workspaceID) }
    let settings = try grantSettings(of: user.acsSystemID, in: workspaceID)
    if settings.pinsBeforeStart { user.wanted.pinWaits = false }
    user.follow(stays, lead: settings.lead, identity: identity, now: now)
    return user.nextGrantEdge(stays, after: now)
  }

  /// Deletes the credentials of a user that is about to be deleted, except cards, which stay at the site.
  package func removeCredentials(of user: AcsUserRecord) throws {
    var filter = AcsCredentialFilter()
    filter.acsUserID = user.id
    let rows = try acsCredentialRows(filter, PageRange(from: nil, limit: 10_000), in: workspaceID).rows
    for credential in rows.map(\.credential) where credential.share == nil && credential.tag == nil {
      try delete(credential)
    }
  }

  /// Deletes a credential with its phones' parts.
  package func delete(_ credential: AcsCredentialRecord) throws {
    try endShares(of: credential, as: .acsCredentialDeleted)
    try run(
      "UPDATE access_methods SET acs_credential_id = NULL WHERE workspace_id = ? AND acs_credential_id = ?",
      workspaceID, credential.id)
    try remove(credential)
    try append(.acsCredentialDeleted, about: .of(credential))
  }
}
