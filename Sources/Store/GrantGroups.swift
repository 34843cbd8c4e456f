package import API
package import Core
package import Wire

extension Connection {
  package func grantGroup(_ id: ID<GrantGroup>, in workspace: ID<Workspace>) throws -> GrantGroupRecord? {
    try grantGroups(where: "g.grant_group_id = ?", id, in: workspace).first
  }

  /// The groups of grants, in order of creation.
  package func grantGroups(
    of grants: [ID<AccessGrant>], in workspace: ID<Workspace>
  ) throws -> [ID<AccessGrant>: [GrantGroupRecord]] {
    var conditions = Conditions("g.workspace_id = ?", workspace)
    conditions.among(grants, column: "g.access_grant_id")
    return Dictionary(grouping: try grantGroups(conditions), by: \.accessGrantID)
  }

  /// All groups of grants at a system.
  package func grantGroups(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> [GrantGroupRecord] {
    try grantGroups(where: "g.acs_system_id = ?", system, in: workspace)
  }

  /// The grant's group that an access group shows. Nil if the site's staff created it.
  package func grantGroup(
    shownBy group: ID<AcsAccessGroup>, in workspace: ID<Workspace>
  ) throws -> GrantGroupRecord? {
    try grantGroups(where: "g.acs_access_group_id = ?", group, in: workspace).first
  }

  /// The groups of a user's grants.
  func grantGroups(of user: AcsUserRecord) throws -> [GrantGroupRecord] {
    try grantGroups(where: "g.acs_user_id = ?", user.id, in: user.workspaceID)
  }

  /// The groups that fulfil a condition on `g`.
  func grantGroups(
    where condition: String, _ value: any SQLValue, in workspace: ID<Workspace>
  ) throws -> [GrantGroupRecord] {
    var conditions = Conditions("g.workspace_id = ?", workspace)
    conditions.add(condition, value)
    return try grantGroups(conditions)
  }

  /// The groups that fulfil conditions on `g`.
  func grantGroups(_ conditions: Conditions) throws -> [GrantGroupRecord] {
    var groups = try allKept(
      "SELECT \(GrantGroupRecord.table.columns(of: "g")) FROM grant_groups g WHERE \(conditions.sql)",
      conditions.values, GrantGroupRecord.read)
    if groups.isEmpty { return [] }
    // Ordered by the statement, the database would read all groups of the workspace in their order.
    groups.sort { $0.sequence < $1.sequence }
    // The cross joins keep the planner from starting with all doors of the workspace.
    let doors = try allKept(
      """
      SELECT g.grant_group_id, x.acs_entrance_id, e.external_id, x.is_wanted, x.is_observed
      FROM grant_groups g CROSS JOIN grant_group_entrances x CROSS JOIN acs_entrances e
      WHERE \(conditions.sql) AND x.workspace_id = g.workspace_id AND x.grant_group_id = g.grant_group_id
        AND e.workspace_id = x.workspace_id AND e.acs_entrance_id = x.acs_entrance_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return GrantGroupDoor(
        group: columns.id(), entrance: columns.id(), lock: columns.external(), isWanted: columns.flag(),
        isObserved: columns.flag())
    }
    let doorsOf = Dictionary(grouping: doors, by: \.group)
    for index in groups.indices {
      for door in doorsOf[groups[index].id] ?? [] {
        if door.isWanted {
          groups[index].wanted.entrances.insert(door.entrance)
          groups[index].locks.insert(door.lock)
        }
        if door.isObserved { groups[index].observed?.locks.insert(door.lock) }
      }
    }
    return groups
  }

  /// The entrances of a system with these locks.
  func entrances(
    of locks: Set<ExternalID<ProviderLock>>, at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [(lock: ExternalID<ProviderLock>, entrance: ID<AcsEntrance>)] {
    if locks.isEmpty { return [] }
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("acs_system_id = ?", system)
    conditions.among(locks.sorted { $0.text < $1.text }, column: "external_id")
    return try allKept(
      "SELECT external_id, acs_entrance_id FROM acs_entrances WHERE \(conditions.sql)", conditions.values
    ) { row in
      var columns = row.columns
      return (columns.external(), columns.id())
    }
  }

  fileprivate func locks(
    of entrances: Set<ID<AcsEntrance>>, in workspace: ID<Workspace>
  ) throws -> Set<ExternalID<ProviderLock>> {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(entrances.sorted { $0.text < $1.text }, column: "acs_entrance_id")
    return Set(
      try all("SELECT external_id FROM acs_entrances WHERE \(conditions.sql)", conditions.values) { row in
        var columns = row.columns
        return columns.external()
      })
  }
}

/// An entrance of a group.
private struct GrantGroupDoor {
  var group: ID<GrantGroup>
  var entrance: ID<AcsEntrance>
  var lock: ExternalID<ProviderLock>
  var isWanted: Bool
  var isObserved: Bool
}

extension Transaction {
  /// Stores the wanted groups of a grant: creates or changes those that are named, and marks others as deleted. Changed
  /// groups become due, urgently if something is taken away.
  package func setGrantGroups(_ wanted: [GrantGroup.Wanted], of grant: ID<AccessGrant>) throws {
    var left = try grantGroups(of: [grant], in: workspaceID)[grant] ?? []
    for one in wanted {
      let known = left.firstIndex {
        $0.wanted.acsSystemID == one.acsSystemID && $0.wanted.timeZone == one.timeZone
      }
      if let known {
        try want(one, left.remove(at: known))
      } else if !one.isDeleted {
        try insert(one, of: grant)
      }
    }
    for group in left { try withdraw(group) }
  }

  private func insert(_ wanted: GrantGroup.Wanted, of grant: ID<AccessGrant>) throws {
    let group = GrantGroupRecord(
      id: identifiers.next(), workspaceID: workspaceID, accessGrantID: grant,
      sequence: try nextSequence(of: "grant_groups"), createdAt: now, wanted: wanted)
    try insertRow(group)
    try saveEntrances(of: group)
    try rememberDoors(of: group.id, wanted)
    try setDue(group.id, at: wanted.acsSystemID, now, isUrgent: false)
  }

  private func want(_ wanted: GrantGroup.Wanted, _ group: GrantGroupRecord) throws {
    guard wanted != group.wanted else { return }
    var changed = group
    changed.wanted = wanted
    changed.locks = try locks(of: wanted.entrances, in: workspaceID)
    changed.progress.refusals = []
    if changed.progress.openCall == nil { changed.progress.notBefore = nil }
    changed.noteRevocation(at: now)
    try save(changed, was: group)
    try rememberDoors(of: group.id, wanted, was: group.wanted)
    try setDue(group.id, at: wanted.acsSystemID, now, isUrgent: changed.isBeingRevoked(at: now))
  }

  /// The group is no longer wanted.
  private func withdraw(_ group: GrantGroupRecord) throws {
    var wanted = group.wanted
    wanted.isDeleted = true
    try want(wanted, group)
  }

  /// The groups of a user that no longer exists are no longer wanted.
  func withdrawGrantGroups(of user: AcsUserRecord) throws {
    for group in try grantGroups(of: user) { try withdraw(group) }
  }

  /// Deletes a group that the provider no longer has.
  package func remove(_ group: GrantGroupRecord) throws {
    for table in ["grant_group_timetable", "grant_group_entrances", "grant_groups"] {
      try run("DELETE FROM \(table) WHERE workspace_id = ? AND grant_group_id = ?", workspaceID, group.id)
    }
  }
}
