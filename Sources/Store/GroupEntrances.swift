package import API
package import Core
package import Wire

extension Connection {
  /// The first access group that contains only one entrance.
  package func groupOnly(
    for entrance: ID<AcsEntrance>, in workspace: ID<Workspace>
  ) throws -> ID<AcsAccessGroup>? {
    try first(
      """
      SELECT g.acs_access_group_id FROM acs_access_group_entrances x JOIN acs_access_groups g
        ON g.workspace_id = x.workspace_id AND g.acs_access_group_id = x.acs_access_group_id
      WHERE x.workspace_id = ? AND x.acs_entrance_id = ? AND (SELECT COUNT(*) FROM acs_access_group_entrances o
        WHERE o.workspace_id = x.workspace_id AND o.acs_access_group_id = x.acs_access_group_id) = 1
      ORDER BY g.sequence LIMIT 1
      """, workspace, entrance
    ) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// The entrances of a group.
  package func entrances(of group: ID<AcsAccessGroup>, in workspace: ID<Workspace>) throws -> Set<ID<AcsEntrance>> {
    Set(
      try all(
        "SELECT acs_entrance_id FROM acs_access_group_entrances WHERE workspace_id = ? AND acs_access_group_id = ?",
        workspace, group
      ) { row in
        var columns = row.columns
        return columns.id(AcsEntrance.self)
      })
  }

  /// The entrances of every group of a system that has any.
  package func entrancesOfGroups(
    at system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> [ID<AcsAccessGroup>: Set<ID<AcsEntrance>>] {
    var held: [ID<AcsAccessGroup>: Set<ID<AcsEntrance>>] = [:]
    let _: [Void] = try all(
      """
      SELECT x.acs_access_group_id, x.acs_entrance_id FROM acs_access_groups g JOIN acs_access_group_entrances x
        ON x.workspace_id = g.workspace_id AND x.acs_access_group_id = g.acs_access_group_id
      WHERE g.workspace_id = ? AND g.acs_system_id = ?
      """, workspace, system
    ) { row in
      var columns = row.columns
      let group = columns.id(AcsAccessGroup.self)
      held[group, default: []].insert(columns.id())
    }
    return held
  }

  /// The groups that open or opened each entrance, current ones first.
  package func accessGroups(
    holding entrances: [ID<AcsEntrance>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: [AccessFacts.Group]] {
    var current = Conditions("x.workspace_id = ?", workspace)
    current.among(entrances, column: "x.acs_entrance_id")
    var groups: [ID<AcsEntrance>: [AccessFacts.Group]] = [:]
    let _: [Void] = try all(
      """
      SELECT x.acs_entrance_id, g.acs_access_group_id, g.name FROM acs_access_group_entrances x JOIN acs_access_groups g
        ON g.workspace_id = x.workspace_id AND g.acs_access_group_id = x.acs_access_group_id
      WHERE \(current.sql) ORDER BY g.sequence
      """, current.values
    ) { row in
      var columns = row.columns
      let entrance = columns.id(AcsEntrance.self)
      // Nothing else is known about the time before the first sync.
      groups[entrance, default: []].append(
        AccessFacts.Group(id: columns.id(), name: columns.text(), holdsEntrance: FactHistory(always: true)))
    }
    var past = Conditions("workspace_id = ?", workspace)
    past.among(entrances, column: "acs_entrance_id")
    let _: [Void] = try all(
      """
      SELECT acs_entrance_id, acs_access_group_id, group_name, sequence, at, opens FROM acs_access_group_history
      WHERE \(past.sql) ORDER BY acs_entrance_id, acs_access_group_id, sequence
      """, past.values
    ) { row in
      var columns = row.columns
      let entrance = columns.id(AcsEntrance.self)
      groups[entrance, default: []].note(
        columns.id(), named: columns.text(), sequence: columns.integer(), at: columns.instant(),
        Truth(text: columns.text()))
    }
    return groups
  }
}

extension [AccessFacts.Group] {
  /// Adds an observation to the history of a group.
  fileprivate mutating func note(
    _ id: ID<AcsAccessGroup>, named name: String, sequence: Int, at moment: Instant, _ opens: Truth
  ) {
    if !contains(where: { $0.id == id }) {
      append(AccessFacts.Group(id: id, name: name, holdsEntrance: FactHistory()))
    }
    guard let index = firstIndex(where: { $0.id == id }) else { return }
    if sequence == 1 { self[index].holdsEntrance = FactHistory(always: opens != .yes) }
    self[index].holdsEntrance.record(opens, at: moment)
  }
}

extension Transaction {
  /// Stores that a group contains an entrance, or no longer does.
  package func saveEntrance(_ entrance: ID<AcsEntrance>, of group: ID<AcsAccessGroup>, isHeld: Bool) throws {
    let statement =
      isHeld
      ? "INSERT INTO acs_access_group_entrances (workspace_id, acs_access_group_id, acs_entrance_id) VALUES (?, ?, ?)"
      : """
      DELETE FROM acs_access_group_entrances
      WHERE workspace_id = ? AND acs_access_group_id = ? AND acs_entrance_id = ?
      """
    try run(statement, workspaceID, group, entrance)
  }

  /// Records since when a group opens an entrance, or does not.
  package func remember(_ truth: Truth, group: AcsAccessGroupRecord, opening entrance: ID<AcsEntrance>) throws {
    try run(
      """
      INSERT INTO acs_access_group_history
        (workspace_id, acs_entrance_id, acs_access_group_id, sequence, at, group_name, opens)
      VALUES (?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM acs_access_group_history
        WHERE workspace_id = ? AND acs_entrance_id = ? AND acs_access_group_id = ?), ?, ?, ?)
      """, group.workspaceID, entrance, group.id, group.workspaceID, entrance, group.id, now, group.name, truth.text)
  }
}

extension Truth {
  fileprivate var text: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }

  fileprivate init(text: String) { self = text == "yes" ? .yes : text == "no" ? .no : .unknown }
}
