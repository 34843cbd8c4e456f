package import API
import Core
package import Wire

/// The way of access codes from their sites to their locks.
extension Connection {
  /// Whether a code should be at its lock by now, and the site's last look is from before that.
  package func codeAwaitsLook(at system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant) throws -> Bool {
    let lookedAt = try lookedAt(system, in: workspace) ?? .earliest
    let found = try first(
      """
      SELECT k.access_code_id FROM access_codes k
      JOIN acs_entrances e ON e.workspace_id = k.workspace_id AND e.acs_entrance_id = k.acs_entrance_id
      JOIN access_grants g ON g.workspace_id = k.workspace_id AND g.access_grant_id = k.access_grant_id
      WHERE k.workspace_id = ? AND k.was_set = 0 AND k.reaches_lock_at > ? AND k.reaches_lock_at <= ?
        AND k.is_deleted = 0 AND e.acs_system_id = ? AND g.is_deleted = 0 AND g.starts_at <= ? LIMIT 1
      """, workspace, lookedAt, now, system, now
    ) { row in
      var columns = row.columns
      return columns.id(AccessCode.self)
    }
    return found != nil
  }

  /// When the next code of a user should be at its lock.
  package func nextRollout(ofCodesOf user: ID<AcsUser>, after now: Instant, in workspace: ID<Workspace>) throws
    -> Instant?
  {
    try first(
      """
      SELECT MIN(k.reaches_lock_at) FROM access_methods m JOIN access_codes k
        ON k.workspace_id = m.workspace_id AND k.access_grant_id = m.access_grant_id
      WHERE m.workspace_id = ? AND m.acs_user_id = ? AND k.was_set = 0 AND k.reaches_lock_at > ? AND k.is_deleted = 0
      """, workspace, user, now
    ) { row in
      var columns = row.columns
      return columns.optionalInstant()
    } ?? nil
  }
}

extension Transaction {
  /// Records which codes have reached their locks, after a look at a site. Only connected locks whose IQ is online
  /// can have got one since the last look.
  package func noteCodesAtLocks(of system: ID<AcsSystem>) throws {
    let grants = try all(
      """
      SELECT \(AccessGrantRecord.columns) FROM access_grants
      WHERE workspace_id = ? AND is_deleted = 0 AND starts_at <= ? AND access_grant_id IN (
        SELECT k.access_grant_id FROM access_codes k
        JOIN acs_entrances e ON e.workspace_id = k.workspace_id AND e.acs_entrance_id = k.acs_entrance_id
        JOIN iq_sightings i ON i.workspace_id = e.workspace_id AND i.acs_system_id = e.acs_system_id
          AND i.iq_id = e.iq_id
        WHERE k.workspace_id = ? AND k.was_set = 0 AND k.reaches_lock_at <= ? AND k.is_deleted = 0
          AND e.acs_system_id = ? AND i.until_at IS NULL AND i.is_online = 1 AND e.is_online = 1)
      ORDER BY +sequence
      """, workspaceID, now, workspaceID, now, system, read: AccessGrantRecord.read)
    for grant in grants { try noteProgress(of: grant) }
  }

  /// Records that a code opened its lock, which therefore has it. An entry from before the last change may have been made
  /// with other digits.
  package func noteOpening(by id: ID<AccessCode>, at moment: Instant) throws {
    guard var code = try accessCode(id, in: workspaceID), !code.wasSet, !code.isDeleted, code.reachesLockAt != nil,
      let grant = try accessGrant(code.accessGrantID, in: workspaceID), grant.changedAt <= moment,
      grant.schedule.covers(moment)
    else { return }
    code.wasSet = true
    try save(code)
    try append(.accessCodeSetOnDevice, about: code)
  }

  /// Whether a code's lock was connected, and its IQ online, once the code had had its time to get there.
  func hasReachedLock(_ code: AccessCodeRecord) throws -> Bool {
    guard let reachesLockAt = code.reachesLockAt, reachesLockAt <= now else { return false }
    let locks = try lockFacts(of: [code.acsEntranceID], at: now, in: workspaceID)
    guard let seenAt = locks[code.acsEntranceID]?.heardAt(now) else { return false }
    return reachesLockAt <= seenAt
  }

  /// Makes the people of codes due, since what is planned for them does not know yet when their codes reach their locks.
  func wakePeople(of state: AccessGrantState) throws {
    for method in state.methods.map(\.method) where method.mode == .code {
      try setDue(method.acsUserID, at: method.acsSystemID, now)
    }
  }
}
