package import API
package import Core
package import Wire

extension Transaction {
  /// Stores when the group is due next. Nil removes it from the timetable.
  ///
  /// - Parameter isUrgent: whether there is a revocation. Nil for unchanged.
  package func setDue(
    _ group: ID<GrantGroup>, at system: ID<AcsSystem>, _ due: Instant?, isUrgent: Bool? = nil
  ) throws {
    guard let due else {
      try run("DELETE FROM grant_group_timetable WHERE workspace_id = ? AND grant_group_id = ?", workspaceID, group)
      return
    }
    try run(
      """
      INSERT INTO grant_group_timetable (workspace_id, grant_group_id, acs_system_id, due_at, is_urgent)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, grant_group_id) DO UPDATE SET due_at = excluded.due_at,
        is_urgent = CASE WHEN ? = 1 THEN grant_group_timetable.is_urgent ELSE excluded.is_urgent END
      WHERE grant_group_timetable.due_at <> excluded.due_at
        OR ? = 0 AND grant_group_timetable.is_urgent <> excluded.is_urgent
      """, workspaceID, group, system, due, isUrgent ?? false, isUrgent == nil, isUrgent == nil)
  }

  package func setDue(_ subject: Subject, at system: ID<AcsSystem>, _ due: Instant?) throws {
    switch subject {
    case .user(let user): try setDue(user, at: system, due)
    case .group(let group): try setDue(group, at: system, due)
    }
  }

  /// Makes all groups of grants of the workspace due.
  func makeAllGrantGroupsDue() throws {
    try run("UPDATE grant_groups SET not_before = NULL WHERE workspace_id = ?", workspaceID)
    try run(
      "UPDATE grant_groups SET open_call_at = ? WHERE workspace_id = ? AND open_call_at > ?", now, workspaceID, now)
    try run(
      """
      INSERT INTO grant_group_timetable (workspace_id, grant_group_id, acs_system_id, due_at)
      SELECT workspace_id, grant_group_id, acs_system_id, ? FROM grant_groups WHERE workspace_id = ?
      ON CONFLICT (workspace_id, grant_group_id) DO UPDATE SET due_at = excluded.due_at
      """, now, workspaceID)
  }
}

extension Connection {
  /// The groups of grants that the provider has not confirmed, at most a thousand. Settled groups are not read.
  ///
  /// - Parameter system: only groups at this system.
  package func unsettledGrantGroups(
    at system: ID<AcsSystem>? = nil, in workspace: ID<Workspace>, now: Instant
  ) throws -> [GrantGroupRecord] {
    let due = Conditions(dueAt: now, at: system, in: workspace)
    var open = Conditions("o.workspace_id = ?", workspace)
    open.add("(o.open_call IS NOT NULL OR o.attempts > 0 OR o.refusals IS NOT NULL)")
    open.add("t.workspace_id = o.workspace_id AND t.grant_group_id = o.grant_group_id")
    open.add("t.acs_system_id = ?", ifPresent: system)
    var conditions = Conditions("g.workspace_id = ?", workspace)
    conditions.add(
      """
      g.grant_group_id IN (
        SELECT t.grant_group_id FROM acs_systems s CROSS JOIN grant_group_timetable t WHERE \(due.sql)
        UNION SELECT o.grant_group_id FROM grant_groups o CROSS JOIN grant_group_timetable t WHERE \(open.sql)
        ORDER BY 1 LIMIT 1000)
      """, all: due.values + open.values)
    return try grantGroups(conditions)
  }
}
