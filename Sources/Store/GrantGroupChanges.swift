import API
package import Core
import Wire

extension Transaction {
  /// Stores the record. The access group that shows it, its history, and the membership of the grant's user follow the
  /// observed state.
  package func save(_ group: GrantGroupRecord, was before: GrantGroupRecord) throws {
    guard group != before else { return }
    var group = group
    group.version = before.version + 1
    let isOther = group.observed?.group != before.observed?.group
    if isOther { group.acsAccessGroupID = group.observed.map { _ in identifiers.next() } }
    try updateRow(group)
    try saveEntrances(of: group)
    if isOther {
      try removeAccessGroup(of: before)
      try insertAccessGroup(of: group)
    } else if group.observed?.name != before.observed?.name, let shown = try accessGroup(of: group) {
      try save(shown)
    }
    try followDoors(of: group, was: isOther ? nil : before)
    try followUser(of: group, was: isOther ? nil : before)
  }

  /// Stores the entrances that a group should have, and those that it has. Only rows that differ are written.
  func saveEntrances(of group: GrantGroupRecord) throws {
    let found = try entrances(of: group.observed?.locks ?? [], at: group.wanted.acsSystemID, in: workspaceID)
    let (wanted, observed) = (group.wanted.entrances, Set(found.map(\.entrance)))
    let stored = try all(
      """
      SELECT acs_entrance_id, is_wanted, is_observed FROM grant_group_entrances
      WHERE workspace_id = ? AND grant_group_id = ?
      """, workspaceID, group.id
    ) { row in
      var columns = row.columns
      return (entrance: columns.id(AcsEntrance.self), isWanted: columns.flag(), isObserved: columns.flag())
    }
    var left = wanted.union(observed)
    for row in stored {
      guard left.contains(row.entrance) else {
        try run(
          "DELETE FROM grant_group_entrances WHERE workspace_id = ? AND grant_group_id = ? AND acs_entrance_id = ?",
          workspaceID, group.id, row.entrance)
        continue
      }
      let isSame =
        wanted.contains(row.entrance) == row.isWanted && observed.contains(row.entrance) == row.isObserved
      if isSame { left.remove(row.entrance) }
    }
    for entrance in left {
      try run(
        """
        INSERT INTO grant_group_entrances (workspace_id, grant_group_id, acs_entrance_id, is_wanted, is_observed)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT (workspace_id, grant_group_id, acs_entrance_id) DO UPDATE SET
        is_wanted = excluded.is_wanted, is_observed = excluded.is_observed
        """, workspaceID, group.id, entrance, wanted.contains(entrance), observed.contains(entrance))
    }
  }

  // MARK: The access group

  private func accessGroup(of group: GrantGroupRecord) throws -> AcsAccessGroupRecord? {
    guard let id = group.acsAccessGroupID, var shown = try acsAccessGroup(id, in: workspaceID) else { return nil }
    shown.name = group.observed?.name ?? shown.name
    return shown
  }

  private func insertAccessGroup(of group: GrantGroupRecord) throws {
    guard let observed = group.observed, let id = group.acsAccessGroupID,
      let system = try acsSystem(group.wanted.acsSystemID, in: workspaceID)
    else { return }
    var shown = AcsAccessGroupRecord(
      id: id, workspaceID: workspaceID, acsSystemID: system.id, connectedAccountID: system.connectedAccountID,
      sequence: try nextAcsAccessGroupSequence(), group: observed.group, name: observed.name, createdAt: now)
    shown.hours = .limited
    try insert(shown)
  }

  private func removeAccessGroup(of group: GrantGroupRecord) throws {
    guard let shown = try accessGroup(of: group),
      let system = try acsSystem(group.wanted.acsSystemID, in: workspaceID)
    else { return }
    for entrance in try entrances(of: shown.id, in: workspaceID) {
      try remember(.no, group: shown, opening: entrance)
    }
    try remove(shown)
    try append(.acsAccessGroupDeleted, about: .of(system) { $0.acsAccessGroupID = shown.id })
  }

  /// Stores which entrances the group opens, and records it in the history.
  private func followDoors(of group: GrantGroupRecord, was before: GrantGroupRecord?) throws {
    guard let shown = try accessGroup(of: group) else { return }
    let (held, wasHeld) = (group.observed?.locks ?? [], before?.observed?.locks ?? [])
    let (doubtful, wasDoubtful) = (group.progress.openCall?.locks ?? [], before?.progress.openCall?.locks ?? [])
    let locks = held.union(wasHeld).union(doubtful).union(wasDoubtful)
    let isRescheduled =
      group.schedules != before?.schedules || group.observed?.schedulesAt != before?.observed?.schedulesAt
    let doors = try entrances(of: locks, at: group.wanted.acsSystemID, in: workspaceID)
    let known = doors.first { before?.holds($0.lock) ?? .no != .no }?.entrance
    for (lock, entrance) in doors {
      if held.contains(lock) != wasHeld.contains(lock) {
        try saveEntrance(entrance, of: shown.id, isHeld: held.contains(lock))
      }
      let (truth, was) = (group.holds(lock), before?.holds(lock) ?? .no)
      guard truth != was || truth != .no && isRescheduled else { continue }
      if was == .no, let known, let since = group.observed?.schedulesAt {
        try rememberSchedules(of: shown, before: since, at: entrance, from: known)
      }
      try remember(
        truth, group: shown, opening: entrance, by: group.schedules, since: group.observed?.schedulesAt)
    }
  }

  // MARK: The user

  /// Only the grant's user is a member.
  private func followUser(of group: GrantGroupRecord, was before: GrantGroupRecord?) throws {
    guard let id = group.acsAccessGroupID else { return }
    if let before, before.wanted.acsUserID == group.wanted.acsUserID { return }
    if let before, let former = try acsUser(before.wanted.acsUserID, in: workspaceID) {
      try place(false, former, in: id)
    }
    guard let user = try acsUser(group.wanted.acsUserID, in: workspaceID), !user.wanted.isDeleted else { return }
    try place(true, user, in: id)
  }

  private func place(_ isWanted: Bool, _ user: AcsUserRecord, in group: ID<AcsAccessGroup>) throws {
    guard try want(isWanted, user, in: group) else { return }
    try setDue(user.id, at: user.acsSystemID, now, isUrgent: isWanted ? nil : true)
  }
}

extension GrantGroup.OpenCall {
  /// The locks that the call adds or removes.
  fileprivate var locks: Set<ExternalID<ProviderLock>> {
    if case .doors(let locks) = kind { Set(locks) } else { [] }
  }
}
