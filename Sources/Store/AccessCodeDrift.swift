package import API
package import Core
package import Wire

/// What people change about access codes at their sites. Where it is not allowed, the reconciler puts it right.
extension Transaction {
  /// Records what a person changed about the person of a code at the site.
  ///
  /// - Parameters:
  ///   - user: the user with the changes.
  ///   - before: the user without them.
  ///   - memberships: the groups of the user, with the changes.
  package func noteExternalChange(
    of user: AcsUserRecord, _ memberships: [Membership], was before: AcsUserRecord, _ former: [Membership]
  ) throws {
    guard user.wanted.followsGrants, let seen = user.observed, let old = before.observed else { return }
    let joined = Set(memberships.filter(\.isObserved).map(\.group))
    let isTakenOut = former.contains { $0.isOfGrant && $0.isWanted && $0.isObserved && !joined.contains($0.group) }
    let isBarredFromPins = user.wanted.pin != nil && old.mayUsePin && !seen.mayUsePin
    if isTakenOut || isBarredFromPins { return try noteExternalChange(.removed, ofCodesOf: user.id) }
    if seen.fullName == old.fullName { return }
    for grant in try accessGrants(ofUser: user.id, in: workspaceID) where !grant.isDeleted {
      let codes = try liveCodes(of: grant)
      for code in codes {
        try note(.modified, code, [AccessCodeModifiedField("name", from: code.name, to: seen.fullName)])
      }
      guard !codes.isEmpty, codes.allSatisfy(\.isExternalModificationAllowed) else { continue }
      try keepName(seen.fullName, codes, of: grant, user)
    }
  }

  /// Records that the site no longer has the person of a code, who is made again unless the code may be removed.
  package func noteLostPerson(_ id: ID<AcsUser>) throws {
    let grants = try accessGrants(ofUser: id, in: workspaceID)
    guard try grants.contains(where: { try !liveCodes(of: $0).isEmpty }) else { return }
    try noteExternalChange(.removed, ofCodesOf: id)
    guard let before = try acsUser(id, in: workspaceID), !before.wanted.isDeleted else { return }
    var user = before
    user.progress.refusals.removeAll { $0.stage == .creation }
    try save(user, was: before)
    try setDue(id, at: user.acsSystemID, now)
  }

  /// Records what a person changed about the groups of a grant that makes codes.
  ///
  /// - Returns: whether the grant was changed, so that its state is outdated.
  func noteExternalChanges(_ state: AccessGrantState) throws -> Bool {
    let lastChange = state.sites.compactMap(\.changedExternallyAt).max()
    guard let lastChange, !state.grant.schedule.isOver(at: now) else { return false }
    let held = state.sites.reduce(into: Set<ID<AcsEntrance>>()) { $0.formUnion($1.held) }
    let site = state.sites.first { $0.changedExternallyAt == lastChange && !$0.hasWantedPeriod }
    let news = try liveCodes(of: state.grant).filter { !$0.knows(of: lastChange) }
    var (isOutdated, isModified) = (false, false)
    for known in news {
      guard var code = try accessCode(known.id, in: workspaceID), !code.isDeleted, !code.knows(of: lastChange) else {
        continue
      }
      if code.wasHeld, !held.contains(code.acsEntranceID) {
        try note(.removed, code)
        isOutdated = true
      } else if code.wasHeld, site != nil {
        try note(.modified, code, state.modifiedFields(of: code))
        (isOutdated, isModified) = (true, true)
      } else {
        code.externallyChangedAt = lastChange
        try save(code)
      }
    }
    if isModified, let site { try keepTimes(site, of: state.grant) }
    return isOutdated
  }

  private func noteExternalChange(_ change: AccessCodeExternalChange, ofCodesOf user: ID<AcsUser>) throws {
    for grant in try accessGrants(ofUser: user, in: workspaceID) where !grant.isDeleted {
      for code in try liveCodes(of: grant) { try note(change, code) }
    }
  }

  /// Records a change of a code that its site has had. A code whose changes are allowed ends when it is removed.
  ///
  /// - Parameter fields: what differs. Nil for a removal.
  private func note(
    _ change: AccessCodeExternalChange, _ known: AccessCodeRecord, _ fields: [AccessCodeModifiedField]? = nil
  ) throws {
    guard known.wasHeld else { return }
    var code = known
    code.externalChange = change
    code.modifiedFields = fields
    code.externallyChangedAt = now
    if change == .removed {
      if code.isExternalModificationAllowed { code.isDeleted = true }
      // It is reported again once the site has it again.
      code.wasScheduled = false
      code.leaveLock()
    }
    try save(code)
    try append(
      change == .removed ? .accessCodeDeletedExternalToSeam : .accessCodeModifiedExternalToSeam, about: code)
    if code.isDeleted { return try leaveLock(of: code) }
    guard var grant = try accessGrant(code.accessGrantID, in: workspaceID) else { return }
    // The site has as long to restore the code as to make it.
    grant.changedAt = now
    try save(grant)
  }

  /// Takes the lock of a deleted code from its grant, which ends with the last code.
  private func leaveLock(of code: AccessCodeRecord) throws {
    guard var grant = try accessGrant(code.accessGrantID, in: workspaceID), !grant.isDeleted else { return }
    if try liveCodes(of: grant).isEmpty {
      grant.isDeleted = true
      try save(grant)
    } else {
      let doors = try namedDoors(of: grant.id, in: workspaceID)
      try save(doors.filter { $0.entrance != code.acsEntranceID }, of: grant.id)
    }
    try follow(grant, changed: true)
  }

  // MARK: What is kept

  /// The codes follow the name at the site.
  private func keepName(
    _ name: String, _ codes: [AccessCodeRecord], of grant: AccessGrantRecord, _ user: AcsUserRecord
  ) throws {
    for code in codes {
      guard var kept = try accessCode(code.id, in: workspaceID) else { continue }
      kept.name = name
      try save(kept)
      try appendChange(atSiteOf: kept)
    }
    guard var renamed = try accessGrant(grant.id, in: workspaceID) else { return }
    renamed.name = name
    try save(renamed)
    guard let before = try acsUser(user.id, in: workspaceID) else { return }
    var person = before
    person.wanted.fullName = name
    try save(person, was: before)
  }

  /// The codes follow the times at the site, if these have a start and an end.
  private func keepTimes(_ site: GrantAtSite, of grant: AccessGrantRecord) throws {
    guard let startsAt = site.heldTimes.startsAt, let endsAt = site.heldTimes.endsAt, startsAt < endsAt else { return }
    guard var kept = try accessGrant(grant.id, in: workspaceID), !kept.isDeleted else { return }
    let codes = try liveCodes(of: kept)
    guard !codes.isEmpty, codes.allSatisfy({ $0.isExternalModificationAllowed && $0.externalChange == .modified })
    else { return }
    kept.schedule = Schedule(startsAt: startsAt, endsAt: endsAt)
    try save(kept)
    for code in codes { try appendChange(atSiteOf: code) }
    try follow(kept, changed: true)
  }

  private func appendChange(atSiteOf code: AccessCodeRecord) throws {
    try append(.accessCodeChanged, about: code) { event in
      event.code.changeReason = EventAccessCode.ChangeReason.changedAtSite.rawValue
    }
  }
}

extension AccessCodeRecord {
  /// Whether a change by a person is recorded.
  fileprivate func knows(of change: Instant) -> Bool { externallyChangedAt.map { $0 >= change } ?? false }
}
