package import API
package import Core
package import Wire

extension Connection {
  /// Users of a system with due revocations.
  package func urgentUsers(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant
  ) throws -> [ID<AcsUser>] {
    try all(
      """
      SELECT acs_user_id FROM timetable
      WHERE workspace_id = ? AND acs_system_id = ? AND is_urgent = 1 AND due_at <= ? ORDER BY due_at LIMIT 512
      """, workspace, system, now
    ) { row in
      var columns = row.columns
      return columns.id(AcsUser.self)
    }
  }

  /// When the next of the system's revocations is due.
  package func nextUrgentDue(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> Instant? {
    try first(
      """
      SELECT MIN(due_at) FROM timetable WHERE workspace_id = ? AND acs_system_id = ? AND is_urgent = 1
      """, workspace, system
    ) { row in
      var columns = row.columns
      return columns.optionalInstant()
    } ?? nil
  }

  /// The due users of a system by priority: revocations first, then by start of the stay.
  package func dueUsers(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>, now: Instant, limit: Int
  ) throws -> [ID<AcsUser>] {
    try all(
      """
      SELECT t.acs_user_id FROM timetable t
      JOIN acs_users u ON u.workspace_id = t.workspace_id AND u.acs_user_id = t.acs_user_id
      WHERE t.workspace_id = ? AND t.acs_system_id = ? AND t.due_at <= ?
      ORDER BY t.is_urgent DESC, u.starts_at NULLS FIRST, u.sequence LIMIT ?
      """, workspace, system, now, limit
    ) { row in
      var columns = row.columns
      return columns.id(AcsUser.self)
    }
  }

  /// The earliest moment at which a user of the workspace, or of one of its systems, is due.
  package func nextDue(of system: ID<AcsSystem>? = nil, in workspace: ID<Workspace>) throws -> Instant? {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("acs_system_id = ?", ifPresent: system)
    return try first("SELECT MIN(due_at) FROM timetable WHERE \(conditions.sql)", conditions.values) { row in
      var columns = row.columns
      return columns.optionalInstant()
    } ?? nil
  }

  /// Users whose wanted state the provider has not confirmed, the first thousand.
  package func unsettledUsers(in workspace: ID<Workspace>, now: Instant) throws -> [AcsUserRow] {
    let users = try all(
      """
      SELECT \(AcsUserRecord.columns) FROM timetable t
      JOIN acs_users ON acs_users.workspace_id = t.workspace_id AND acs_users.acs_user_id = t.acs_user_id
      WHERE t.workspace_id = ? AND (t.due_at <= ? OR acs_users.open_call IS NOT NULL OR acs_users.attempts > 0)
      ORDER BY acs_users.sequence LIMIT 1000
      """, workspace, now, read: AcsUserRecord.read)
    let open = try openMemberships(of: users, in: workspace)
    return users.map { user in
      var row = AcsUserRow(user: user, identity: nil, isOfCredentialManager: false)
      row.openMemberships = open[user.id] ?? []
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
      """, workspaceID, user, system, due, isUrgent ?? false, isUrgent == nil)
  }

  /// Makes all users of the workspace due, for example after its clock was set back. An open call counts as
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
  }
}
