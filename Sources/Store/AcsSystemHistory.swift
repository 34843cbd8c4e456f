package import API
package import Core
package import Wire

extension Connection {
  /// The last record of the site's locks accepting mobile keys and PINs.
  func lastAcceptance(
    of system: ID<AcsSystem>, in workspace: ID<Workspace>
  ) throws -> (sequence: Int, mobileKeys: Bool, pins: Bool, at: Instant)? {
    try first(
      """
      SELECT sequence, accepts_mobile_keys, accepts_pins, at FROM acs_system_history
      WHERE workspace_id = ? AND acs_system_id = ? ORDER BY sequence DESC LIMIT 1
      """, workspace, system
    ) { row in
      var columns = row.columns
      return (
        sequence: columns.integer(), mobileKeys: columns.flag(), pins: columns.flag(), at: columns.instant()
      )
    }
  }

  /// Whether the locks of each site accept mobile keys and PINs, as observed.
  package func acceptance(
    of systems: [ID<AcsSystem>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsSystem>: (mobileKeys: FactHistory, pins: FactHistory)] {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(systems, column: "acs_system_id")
    var sites: [ID<AcsSystem>: (mobileKeys: FactHistory, pins: FactHistory)] = [:]
    let _: [Void] = try all(
      """
      SELECT acs_system_id, at, accepts_mobile_keys, accepts_pins FROM acs_system_history
      WHERE \(conditions.sql) ORDER BY acs_system_id, sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      let system = columns.id(AcsSystem.self)
      let seenAt = columns.instant()
      var site = sites[system] ?? (mobileKeys: FactHistory(), pins: FactHistory())
      // Before the first record, no other state was ever observed.
      let at = sites[system] == nil ? Instant.earliest : seenAt
      site.mobileKeys.record(Truth(columns.flag()), at: at)
      site.pins.record(Truth(columns.flag()), at: at)
      sites[system] = site
    }
    return sites
  }
}

extension Transaction {
  /// Records since when a site's locks accept mobile keys and PINs. Does nothing if unchanged.
  ///
  /// - Returns: whether they accept others than before.
  @discardableResult
  func rememberAcceptance(mobileKeys: Bool, pins: Bool, of system: ID<AcsSystem>) throws -> Bool {
    let last = try lastAcceptance(of: system, in: workspaceID)
    let isChanged = last.map { ($0.mobileKeys, $0.pins) != (mobileKeys, pins) } ?? false
    // Rows from before the clock was set back apply only to future moments.
    if let last, !isChanged, last.at <= now { return false }
    try run(
      """
      INSERT INTO acs_system_history (workspace_id, acs_system_id, sequence, at, accepts_mobile_keys, accepts_pins)
      VALUES (?, ?, ?, ?, ?, ?)
      """, workspaceID, system, (last?.sequence ?? 0) + 1, now, mobileKeys, pins)
    return isChanged
  }
}
