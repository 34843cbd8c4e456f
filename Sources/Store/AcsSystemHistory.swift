import API
import Core
import Wire

extension Connection {
  /// Keeps since when a site's locks take mobile keys, or none; nothing where that is how they were.
  func rememberMobileKeyAcceptance(
    _ accepts: Bool, of system: ID<AcsSystem>, in workspace: ID<Workspace>, at now: Instant
  ) throws {
    let last = try first(
      """
      SELECT sequence, accepts_mobile_keys, at FROM acs_system_history
      WHERE workspace_id = ? AND acs_system_id = ? ORDER BY sequence DESC LIMIT 1
      """, workspace, system
    ) { row in
      var columns = row.columns
      return (sequence: columns.integer(), accepts: columns.flag(), at: columns.instant())
    }
    // What was written before the clock was set back holds for moments to come only.
    if let last, last.accepts == accepts, last.at <= now { return }
    try run(
      """
      INSERT INTO acs_system_history (workspace_id, acs_system_id, sequence, at, accepts_mobile_keys)
      VALUES (?, ?, ?, ?, ?)
      """, workspace, system, (last?.sequence ?? 0) + 1, now, accepts)
  }

  /// Whether the locks of an entrance's site take mobile keys, as it was seen.
  public func mobileKeyAcceptance(
    of entrance: AcsEntranceRecord, in workspace: ID<Workspace>
  ) throws -> FactHistory {
    // Nothing is known of a time when it was otherwise.
    var history = FactHistory()
    var isFirst = true
    let _: [Void] = try all(
      """
      SELECT at, accepts_mobile_keys FROM acs_system_history WHERE workspace_id = ? AND acs_system_id = ?
      ORDER BY sequence
      """, workspace, entrance.acsSystemID
    ) { row in
      var columns = row.columns
      let at = columns.instant()
      history.record(Truth(columns.flag()), at: isFirst ? Instant(microseconds: .min) : at)
      isFirst = false
    }
    return history
  }
}
