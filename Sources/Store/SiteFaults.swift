package import API
package import Core
package import Wire

extension Transaction {
  /// Stores the problem of a site, or none.
  ///
  /// - Returns: the previous value.
  package func saveSiteFault(_ fault: SiteFault.Kind?, of system: ID<AcsSystem>) throws -> SiteFault.Kind? {
    let before =
      try first(
        "SELECT site_fault, site_fault_at FROM acs_systems WHERE workspace_id = ? AND acs_system_id = ?", workspaceID,
        system
      ) { row in
        var columns = row.columns
        return SiteFault(stored: columns.optionalText(), at: columns.optionalInstant())
      } ?? nil
    guard before?.kind != fault else { return fault }
    try run(
      "UPDATE acs_systems SET site_fault = ?, site_fault_at = ? WHERE workspace_id = ? AND acs_system_id = ?",
      fault?.rawValue, fault == nil ? nil : now, workspaceID, system)
    return before?.kind
  }

  /// Stores the missing items of a site. Nil if none are missing.
  package func saveShrinkage(_ shrinkage: SiteShrinkage?, of system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE acs_systems SET missing_at = CASE WHEN ? = 1 THEN COALESCE(missing_at, ?) END, missing_users = ?,
        missing_groups = ?, missing_locks = ? WHERE workspace_id = ? AND acs_system_id = ?
      """, shrinkage != nil, shrinkage?.at, shrinkage?.users ?? 0, shrinkage?.groups ?? 0, shrinkage?.locks ?? 0,
      workspaceID, system)
  }

  /// Stores whether the site's plan includes custom PINs.
  package func savePlan(of system: ID<AcsSystem>, letsPinsBeChosen: Bool) throws {
    try run(
      "UPDATE acs_systems SET custom_pins = ? WHERE workspace_id = ? AND acs_system_id = ?", letsPinsBeChosen,
      workspaceID, system)
  }

  /// Makes users that wait after a failure due now, since the problem was solved.
  package func tryAgain(at system: ID<AcsSystem>) throws {
    let whose = "workspace_id = ? AND acs_system_id = ? AND not_before > ? AND seat <> ?"
    let values: [any SQLValue] = [workspaceID, system, now, AcsUserRecord.Seat.exceeded.rawValue]
    try run(
      """
      UPDATE timetable SET due_at = ? WHERE workspace_id = ? AND acs_user_id IN
        (SELECT acs_user_id FROM acs_users WHERE \(whose))
      """, [now, workspaceID] + values)
    try run("UPDATE acs_users SET not_before = NULL, revision = revision + 1 WHERE \(whose)", values)
  }
}

extension SiteFault {
  init?(stored kind: String?, at: Instant?) {
    guard let kind = kind.flatMap(Kind.init(rawValue:)), let at else { return nil }
    self.init(kind: kind, at: at)
  }
}
