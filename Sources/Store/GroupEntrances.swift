package import API
import Core
package import Wire

extension Connection {
  /// The first access group that contains only one entrance and does not belong to a grant.
  package func groupOnly(
    for entrance: ID<AcsEntrance>, in workspace: ID<Workspace>
  ) throws -> ID<AcsAccessGroup>? {
    try first(
      """
      SELECT g.acs_access_group_id FROM acs_access_group_entrances x JOIN acs_access_groups g
        ON g.workspace_id = x.workspace_id AND g.acs_access_group_id = x.acs_access_group_id
      WHERE x.workspace_id = ? AND x.acs_entrance_id = ? AND (SELECT COUNT(*) FROM acs_access_group_entrances o
        WHERE o.workspace_id = x.workspace_id AND o.acs_access_group_id = x.acs_access_group_id) = 1
        AND NOT EXISTS (SELECT 1 FROM grant_groups n
          WHERE n.workspace_id = g.workspace_id AND n.acs_access_group_id = g.acs_access_group_id)
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
}
