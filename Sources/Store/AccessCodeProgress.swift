package import API
import Core
package import Wire

extension Transaction {
  /// Ends the access codes of a user whose time is over, and removes those that have left their locks.
  ///
  /// - Returns: whether the user may have changed.
  package func endAccessCodes(ofUser user: ID<AcsUser>) throws -> Bool {
    var hasChanged = false
    for known in try accessGrants(ofUser: user, in: workspaceID)
    where known.isDeleted || known.schedule.isOver(at: now) {
      if try accessCodes(of: known.id, in: workspaceID).isEmpty { continue }
      if known.isDeleted {
        guard try state(of: known).isGone else { continue }
        try noteProgress(of: known)
      } else {
        var ended = known
        ended.isDeleted = true
        try save(ended)
        try follow(ended, changed: true)
      }
      hasChanged = true
    }
    return hasChanged
  }

  /// Records what became of the access codes of a grant, appends an event for each change, and finishes their attempts.
  ///
  /// - Returns: whether the state still applies. It does not once the grant has followed the changes of a person.
  func noteCodes(_ state: AccessGrantState) throws -> Bool {
    let known = try accessCodes(of: state.grant.id, in: workspaceID)
    if state.grant.isDeleted {
      for code in known { try noteOverdueRemoval(of: code, state) }
      return true
    }
    if known.isEmpty { return true }
    if try noteExternalChanges(state) { return false }
    let codes = try accessCodes(of: state.grant.id, in: workspaceID)
    let isIssued = state.methods.contains { state.isIssued($0, now: now) }
    let open = state.openDoors
    for code in codes {
      if code.isDeleted {
        let isHeld = state.sites.contains { $0.held.contains(code.acsEntranceID) }
        if isHeld { try noteOverdueRemoval(of: code, state) } else { try end(code) }
        continue
      }
      let isHeld = isIssued && state.hasWantedPins && open.contains(code.acsEntranceID)
      if isHeld { try noteHeld(code, state) } else { try noteLack(of: code) }
      if state.hasFollowed(code), try isBeingUpdated(code) {
        try finishAttempts(.update, about: code, result: try result(of: code, state, isHeld: isHeld))
      }
    }
    return true
  }

  /// Records that the site has a code, and whether its lock has it too.
  private func noteHeld(_ known: AccessCodeRecord, _ state: AccessGrantState) throws {
    var code = known
    let hasStarted = state.grant.schedule.startsAt <= now
    code.wasScheduled = true
    if !code.wasSet {
      code.reachesLockAt = state.reachesLock(code, now: now, brand.windows)
      if hasStarted { code.wasSet = try hasReachedLock(code) }
    }
    // The change of a person is put right.
    if !code.isExternalModificationAllowed, state.hasFollowed(code) {
      (code.externalChange, code.modifiedFields) = (nil, nil)
    }
    if code != known { try save(code) }
    if !known.wasScheduled {
      if !hasStarted { try append(.accessCodeScheduledOnDevice, about: code) }
      try finishAttempts(.create, about: code, result: try result(of: code, state, isHeld: true))
    }
    if known.wasSet { return }
    if code.wasSet {
      try append(.accessCodeSetOnDevice, about: code)
    } else if known.reachesLockAt == nil {
      try wakePeople(of: state)
    }
  }

  /// Records that the site lacks a part of a code, so that it must reach its lock again.
  private func noteLack(of known: AccessCodeRecord) throws {
    guard known.reachesLockAt != nil else { return }
    var code = known
    code.reachesLockAt = nil
    try save(code)
  }

  /// What the attempt to create or to change a code returns.
  ///
  /// - Parameter isHeld: whether the site has the code. Its method may not be recorded as issued yet.
  private func result(of code: AccessCodeRecord, _ state: AccessGrantState, isHeld: Bool) throws -> JSON {
    let device = try device(code.acsEntranceID, in: workspaceID)
    // Attempts do not contain PINs, which are stored encrypted. Whether there is one decides the status.
    var resource = code.resource(state, pin: isHeld ? "" : nil, device: device, now: now, brand)
    resource.code = .null
    resource.isWaitingForCodeAssignment = nil
    if isHeld, code.wasSet, resource.status.known == .setting { resource.status = .known(.set) }
    return .object(["access_code": try JSON.parse(resource.jsonBytes)])
  }

  private func isBeingUpdated(_ code: AccessCodeRecord) throws -> Bool {
    let pending = try first(
      """
      SELECT COUNT(*) FROM action_attempts
      WHERE workspace_id = ? AND access_code_id = ? AND code_action = ? AND status = 'pending'
      """, workspaceID, code.id, ActionAttemptRecord.CodeAction.update.rawValue
    ) { row -> Int in
      var columns = row.columns
      return columns.integer()
    }
    return pending != 0
  }

  /// Appends an event for each code that its site has not confirmed in time.
  func noteDelay(_ change: EventType, _ state: AccessGrantState) throws {
    let type: EventType
    switch change {
    case .accessMethodDelayInIssuing: type = .accessCodeDelayInSettingOnDevice
    case .accessMethodFailedToIssue: type = .accessCodeFailedToSetOnDevice
    default: return
    }
    for code in try accessCodes(of: state.grant.id, in: workspaceID) where !code.isDeleted {
      try append(type, withIssuesOf: code, state)
    }
  }

  /// Appends an event for a removal that its site has not confirmed in time, once.
  private func noteOverdueRemoval(of code: AccessCodeRecord, _ state: AccessGrantState) throws {
    guard code.overdueRemoval(state, now: now) != nil,
      try !hasEvent(.accessCodeFailedToRemoveFromDevice, about: code.id, in: workspaceID)
    else { return }
    try append(.accessCodeFailedToRemoveFromDevice, withIssuesOf: code, state)
  }

  /// Appends an event with the errors and warnings of a code, its lock and its account.
  private func append(_ type: EventType, withIssuesOf code: AccessCodeRecord, _ state: AccessGrantState) throws {
    guard let device = try device(code.acsEntranceID, in: workspaceID) else { return }
    let (shown, lock) = (
      code.resource(state, pin: nil, device: device, now: now, brand), device.resource(brand)
    )
    let account = try connectedAccount(device.system.connectedAccountID, in: workspaceID)
      .map { $0.resource(try acsSystems(of: $0.id, in: workspaceID), brand) }
    try append(type, about: code) { event in
      event.code.errors = shown.errors
      event.code.warnings = shown.warnings
      event.issues.deviceErrors = lock.errors
      event.issues.deviceWarnings = lock.warnings
      event.issues.connectedAccountErrors = account?.errors ?? []
      event.issues.connectedAccountWarnings = account?.warnings ?? []
    }
  }

  /// Deletes the codes of a grant that ends, and appends their events.
  ///
  /// - Parameter hasLeftSite: whether its site has ended it too.
  /// - Returns: whether it had any.
  func endAccessCodes(of grant: AccessGrantRecord, hasLeftSite: Bool) throws -> Bool {
    let codes = try accessCodes(of: grant.id, in: workspaceID)
    for code in codes { try end(code, hasLeftSite: hasLeftSite) }
    return !codes.isEmpty
  }

  /// Ends the codes of a lock that is about to be deleted. A grant that makes no other code ends with them, and does not
  /// wait for its site.
  func endAccessCodes(at entrance: ID<AcsEntrance>) throws {
    let codes = try all(
      """
      SELECT \(AccessCodeRecord.columns) FROM access_codes WHERE workspace_id = ? AND acs_entrance_id = ?
      ORDER BY +sequence
      """, workspaceID, entrance, read: AccessCodeRecord.read)
    for code in codes {
      guard var grant = try accessGrant(code.accessGrantID, in: workspaceID) else { continue }
      if try liveCodes(of: grant).contains(where: { $0.id != code.id }) {
        try end(code)
        continue
      }
      if !grant.isDeleted {
        grant.isDeleted = true
        try save(grant)
        try follow(grant, changed: true)
      }
      // It is gone already if its site has nothing of it.
      if let left = try accessGrant(grant.id, in: workspaceID) { try finish(try state(of: left)) }
    }
  }

  /// Deletes the codes of a system that is about to be deleted, with the grants that make them. At the site they stay.
  func endAccessCodes(at system: AcsSystemRecord) throws {
    let grants = try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants WHERE workspace_id = ? AND access_grant_id IN (
        SELECT k.access_grant_id FROM access_codes k JOIN acs_entrances e
          ON e.workspace_id = k.workspace_id AND e.acs_entrance_id = k.acs_entrance_id
        WHERE k.workspace_id = ? AND e.acs_system_id = ?)
      ORDER BY +sequence
      """, workspaceID, workspaceID, system.id, read: AccessGrantRecord.read)
    for grant in grants { try finish(try state(of: grant), hasLeftSite: false) }
  }

  private func end(_ code: AccessCodeRecord, hasLeftSite: Bool = true) throws {
    try append(.accessCodeDeleted, about: code)
    if hasLeftSite {
      if code.wasSet || code.wasScheduled { try append(.accessCodeRemovedFromDevice, about: code) }
      try finishAttempts(.delete, about: code)
    }
    try failAttempts(about: code)
    try remove(code)
  }

  /// Fails the attempts about a code that are pending at its end: its site has not confirmed them.
  private func failAttempts(about code: AccessCodeRecord) throws {
    try run(
      """
      UPDATE action_attempts SET status = 'error', error_type = ?, error_message = ?
      WHERE workspace_id = ? AND access_code_id = ? AND status = 'pending'
      """, "uncategorized_error", "The access code ended before its site confirmed this.", workspaceID, code.id)
  }

  /// Finishes the pending attempts of a code with success.
  private func finishAttempts(
    _ action: ActionAttemptRecord.CodeAction, about code: AccessCodeRecord, result: JSON = .object([:])
  ) throws {
    try run(
      """
      UPDATE action_attempts SET status = 'success', result = ?
      WHERE workspace_id = ? AND access_code_id = ? AND code_action = ? AND status = 'pending'
      """, String(decoding: result.bytes, as: UTF8.self), workspaceID, code.id, action.rawValue)
  }
}
