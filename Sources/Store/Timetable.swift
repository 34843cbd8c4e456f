package import API
package import Core
package import Wire

extension Connection {
  /// What has due revocations at a system.
  package func urgentSubjects(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant
  ) throws -> [Subject] {
    try all(
      """
      SELECT acs_user_id, NULL AS grant_group_id, due_at FROM timetable
      WHERE workspace_id = ? AND acs_system_id = ? AND is_urgent = 1 AND due_at <= ?
      UNION ALL SELECT NULL, grant_group_id, due_at FROM grant_group_timetable
      WHERE workspace_id = ? AND acs_system_id = ? AND is_urgent = 1 AND due_at <= ? ORDER BY due_at LIMIT 512
      """, workspace, system, now, workspace, system, now, read: readSubject
    ).compactMap(\.self)
  }

  /// When the next of the system's revocations is due.
  package func nextUrgentDue(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Instant? {
    try ["timetable", "grant_group_timetable"].compactMap { table in
      try first(
        """
        SELECT MIN(due_at) FROM \(table) WHERE workspace_id = ? AND acs_system_id = ? AND is_urgent = 1
        """, workspace, system
      ) { row in
        var columns = row.columns
        return columns.optionalInstant()
      } ?? nil
    }.min()
  }

  /// What is due at a system, by priority: revocations first, then by start of the stay.
  package func dueSubjects(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant, limit: Int
  ) throws -> [Subject] {
    try all(
      """
      SELECT t.acs_user_id AS acs_user_id, NULL AS grant_group_id, t.is_urgent AS is_urgent, u.starts_at AS starts_at,
        u.sequence AS sequence FROM timetable t
      JOIN acs_users u ON u.workspace_id = t.workspace_id AND u.acs_user_id = t.acs_user_id
      WHERE t.workspace_id = ? AND t.acs_system_id = ? AND t.due_at <= ?
      UNION ALL SELECT NULL, t.grant_group_id, t.is_urgent, g.starts_at, g.sequence FROM grant_group_timetable t
      JOIN grant_groups g ON g.workspace_id = t.workspace_id AND g.grant_group_id = t.grant_group_id
      WHERE t.workspace_id = ? AND t.acs_system_id = ? AND t.due_at <= ?
      ORDER BY is_urgent DESC, starts_at NULLS FIRST, sequence LIMIT ?
      """, workspace, system, now, workspace, system, now, limit, read: readSubject
    ).compactMap(\.self)
  }

  /// The earliest moment at which something in the workspace, or at one of its systems, is due.
  package func nextDue(of system: ID<AcsSystem>? = nil, in workspace: ID<Workspace>) throws -> Instant? {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("acs_system_id = ?", ifPresent: system)
    return try ["timetable", "grant_group_timetable"].compactMap { table in
      try first("SELECT MIN(due_at) FROM \(table) WHERE \(conditions.sql)", conditions.values) { row in
        var columns = row.columns
        return columns.optionalInstant()
      } ?? nil
    }.min()
  }

  /// Users whose wanted state the provider has not confirmed, the first thousand. Settled users are not read.
  ///
  /// - Parameter system: only users of this system.
  package func unsettledUsers(
    at system: ID<AcsSystem>? = nil, in workspace: ID<Workspace>, now: Instant
  ) throws -> [AcsUserRow] {
    // The system stands inside, since outside it would make the planner read all users of the site.
    let due = Conditions(dueAt: now, at: system, in: workspace)
    var open = Conditions("o.workspace_id = ? AND (o.open_call IS NOT NULL OR o.attempts > 0)", workspace)
    open.add("t.workspace_id = o.workspace_id AND t.acs_user_id = o.acs_user_id")
    open.add("t.acs_system_id = ?", ifPresent: system)
    let users = try all(
      """
      SELECT \(AcsUserRecord.columns) FROM acs_users
      WHERE acs_users.workspace_id = ? AND acs_users.acs_user_id IN (
        SELECT t.acs_user_id FROM acs_systems s CROSS JOIN timetable t WHERE \(due.sql)
        UNION SELECT o.acs_user_id FROM acs_users o CROSS JOIN timetable t WHERE \(open.sql))
      ORDER BY +acs_users.sequence LIMIT 1000
      """, [workspace] + due.values + open.values, AcsUserRecord.read)
    let memberships = try openMemberships(of: users, in: workspace)
    return users.map { user in
      var row = AcsUserRow(user: user, identity: nil, isOfCredentialManager: false)
      row.openMemberships = memberships[user.id] ?? []
      return row
    }
  }
}

extension Transaction {
  /// Stores when the user is due next. Nil removes it from the timetable.
  ///
  /// - Parameter isUrgent: whether there is a revocation. Nil for unchanged.
  package func setDue(_ user: ID<AcsUser>, at system: ID<AcsSystem>, _ due: Instant?, isUrgent: Bool? = nil) throws {
    guard let due else {
      try run("DELETE FROM timetable WHERE workspace_id = ? AND acs_user_id = ?", workspaceID, user)
      return
    }
    try run(
      """
      INSERT INTO timetable (workspace_id, acs_user_id, acs_system_id, due_at, is_urgent) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (workspace_id, acs_user_id) DO UPDATE SET due_at = excluded.due_at,
        is_urgent = CASE WHEN ? = 1 THEN timetable.is_urgent ELSE excluded.is_urgent END
      WHERE timetable.due_at <> excluded.due_at OR ? = 0 AND timetable.is_urgent <> excluded.is_urgent
      """, workspaceID, user, system, due, isUrgent ?? false, isUrgent == nil, isUrgent == nil)
  }

  /// Makes all users and groups of grants of the workspace due, for example after its clock was set back. An open call counts as
  /// begun now, so its settling time starts now.
  package func makeAllDue() throws {
    try run("UPDATE acs_users SET not_before = NULL, revision = revision + 1 WHERE workspace_id = ?", workspaceID)
    try run(
      "UPDATE acs_users SET open_call_at = ?, revision = revision + 1 WHERE workspace_id = ? AND open_call_at > ?", now,
      workspaceID, now)
    try run(
      """
      INSERT INTO timetable (workspace_id, acs_user_id, acs_system_id, due_at)
      SELECT u.workspace_id, u.acs_user_id, u.acs_system_id, ? FROM acs_users u JOIN acs_systems s
        ON s.workspace_id = u.workspace_id AND s.acs_system_id = u.acs_system_id
        WHERE u.workspace_id = ? AND s.external_id IS NOT NULL
      ON CONFLICT (workspace_id, acs_user_id) DO UPDATE SET due_at = excluded.due_at
      """, now, workspaceID)
    try makeAllGrantGroupsDue()
  }
}

private func readSubject(_ row: Row) -> Subject? {
  var columns = row.columns
  let (user, group) = (columns.optionalID(AcsUser.self), columns.optionalID(GrantGroup.self))
  return user.map { .user($0) } ?? group.map { .group($0) }
}

extension Conditions {
  /// The entries `t` of a timetable that are due at the systems `s`, or at one of them.
  init(dueAt now: Instant, at system: ID<AcsSystem>?, in workspace: ID<Workspace>) {
    self.init("s.workspace_id = ? AND t.workspace_id = s.workspace_id", workspace)
    add("t.acs_system_id = s.acs_system_id AND t.due_at <= ?", now)
    add("t.acs_system_id = ?", ifPresent: system)
  }
}
