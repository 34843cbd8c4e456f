package import API
package import Core
package import Wire

extension Transaction {
  /// Records what changed about the grants of a user, and appends an event for each change.
  package func noteProgress(ofGrantsOf user: ID<AcsUser>) throws {
    for grant in try accessGrants(ofUser: user, in: workspaceID) { try noteProgress(of: grant) }
  }

  /// The same for the grants to doors of a system.
  func noteProgress(ofGrantsAt system: ID<AcsSystem>) throws {
    try noteProgress(of: accessGrants(to: doorsOfSystem, [workspaceID, system], in: workspaceID))
  }

  /// The same for the grants to doors.
  package func noteProgress(ofGrantsTo doors: [ID<AcsEntrance>]) throws {
    try noteProgress(of: accessGrants(to: doors, in: workspaceID))
  }

  private func noteProgress(of grants: [AccessGrantRecord]) throws {
    for grant in grants where !grant.schedule.isOver(at: now) { try noteProgress(of: grant) }
  }

  /// Records what changed about a grant since it was last looked at, and appends an event for each change. A deleted grant
  /// ends once its sites have confirmed it.
  package func noteProgress(of grant: AccessGrantRecord) throws {
    let state = try state(of: grant)
    if state.isGone { return try finish(state) }
    guard try noteCodes(state) else { return }
    let progress = state.progress(since: try openDoors(of: grant.id), now: now)
    for change in progress.methods {
      try save(change.method)
      try append(change.type, about: change.method, of: grant)
      try noteDelay(change.type, state)
    }
    for door in progress.lost {
      try saveOpen(door, isOpen: false, of: grant.id)
      try append(.accessGrantAccessToDoorLost, about: grant) { $0.subject.acsEntranceID = door }
    }
    for door in progress.opened {
      try saveOpen(door, isOpen: true, of: grant.id)
      try append(.accessGrantAccessGrantedToDoor, about: grant) { $0.subject.acsEntranceID = door }
    }
    guard progress.isGrantedToAll else { return }
    var granted = grant
    granted.grantedAt = now
    try save(granted)
    try append(.accessGrantAccessGrantedToAllDoors, about: grant)
  }

  /// Deletes a grant whose access is gone, with its methods.
  ///
  /// - Parameter hasLeftSite: whether its site has ended it too. It has not if the account is deleted.
  package func finish(_ state: AccessGrantState, hasLeftSite: Bool = true) throws {
    for method in state.methods.map(\.method) {
      try append(.accessMethodDeleted, about: method, of: state.grant)
    }
    try append(.accessGrantDeleted, about: state.grant)
    let madeCodes = try endAccessCodes(of: state.grant, hasLeftSite: hasLeftSite)
    try remove(state.grant)
    // Its person exists only for the codes.
    if madeCodes, let person = try userIdentity(state.grant.userIdentityID, in: workspaceID) { try remove(person) }
  }

  /// Appends an event about a grant.
  package func append(
    _ type: EventType, about grant: AccessGrantRecord, completing complete: (inout Event) -> Void = { _ in }
  ) throws {
    // Grants that only make access codes are not shown.
    guard try accessCodes(of: grant.id, in: workspaceID).isEmpty else { return }
    var subject = EventSubject()
    subject.accessGrantID = grant.id
    try append(type, about: subject) { complete(&$0) }
  }

  /// Appends an event about an access method.
  package func append(_ type: EventType, about method: AccessMethodRecord, of grant: AccessGrantRecord) throws {
    guard try accessCodes(of: grant.id, in: workspaceID).isEmpty else { return }
    var subject = EventSubject()
    subject.accessMethodID = method.id
    try append(type, about: subject) { event in
      event.grant.grantIDs = [grant.id]
      event.grant.grantKeys = grant.key.map { [$0] }
      if method.mode == .code, EventForm.all[type]?.has("is_backup_code") == true { event.grant.isBackupCode = false }
    }
  }

  /// Takes a system that is about to be deleted out of all grants. What was requested stays, for doors of other systems.
  ///
  /// - Returns: the grants that had doors or methods there.
  func leaveGrants(_ system: AcsSystemRecord) throws -> [AccessGrantRecord] {
    try endAccessCodes(at: system)
    var grants = try accessGrants(to: doorsOfSystem, [workspaceID, system.id], in: workspaceID)
    let lost = try lostDoors(
      among: doorsOfSystem, [workspaceID, system.id], .accountDeleted, at: now, in: workspaceID)
    for index in grants.indices { grants[index].lostDoors += lost[grants[index].id] ?? [] }
    var filter = AccessGrantFilter()
    filter.acsSystemID = system.id
    let others = try accessGrants(filter, PageRange(from: nil, limit: 1_000_000), in: workspaceID).rows
    for grant in others {
      for method in try accessMethods(of: [grant.id], in: workspaceID)[grant.id] ?? []
      where method.acsSystemID == system.id {
        try remove(method)
        try append(.accessMethodDeleted, about: method, of: grant)
      }
    }
    try run(
      "DELETE FROM access_grant_doors WHERE workspace_id = ? AND acs_entrance_id IN (\(doorsOfSystem))", workspaceID,
      workspaceID, system.id)
    let known = Set(grants.map(\.id))
    return grants + others.filter { !known.contains($0.id) }
  }
}

/// A query for the doors of a system.
private let doorsOfSystem = "SELECT acs_entrance_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ?"
