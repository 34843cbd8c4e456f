package import API
package import Core
package import Wire

extension Connection {
  /// The IQs that are offline, since when, and the numbers of their doors.
  package func absentIQs(
    in workspace: ID<Workspace>
  ) throws -> [(system: ID<AcsSystem>, iq: ID<IQ>, since: Instant, doorCount: Int)] {
    try all(
      """
      SELECT q.acs_system_id, q.iq_id, q.from_at, (SELECT COUNT(*) FROM acs_entrances e
        WHERE e.workspace_id = q.workspace_id AND e.acs_system_id = q.acs_system_id AND e.iq_id = q.iq_id)
      FROM iq_sightings q WHERE q.workspace_id = ? AND q.until_at IS NULL AND q.is_online = 0
      ORDER BY q.from_at, q.iq_id
      """, workspace
    ) { row in
      var columns = row.columns
      return (
        system: columns.id(), iq: columns.id(), since: columns.instant(), doorCount: columns.integer()
      )
    }
  }

  /// The doors whose battery should be replaced.
  package func lowBatteries(in workspace: ID<Workspace>) throws -> [LowBattery] {
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.among(ObservedLock.lowBatteryLevels, column: "e.battery_level")
    return try all(
      """
      SELECT e.acs_entrance_id, e.acs_system_id, COALESCE(d.name, e.name), e.battery_level,
        COALESCE(e.battery_low_at, e.created_at)
      FROM acs_entrances e LEFT JOIN device_settings d
        ON d.workspace_id = e.workspace_id AND d.acs_entrance_id = e.acs_entrance_id
      WHERE \(conditions.sql) ORDER BY e.sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      return LowBattery(
        acsEntranceID: columns.id(), acsSystemID: columns.id(), doorName: columns.text(), level: columns.text(),
        since: columns.instant())
    }
  }

  /// Grants that are not over and may have problems, in order of their start.
  package func doubtfulGrants(in workspace: ID<Workspace>, now: Instant, limit: Int) throws -> [ID<AccessGrant>] {
    let doubtful = doubtfulGrantQuery(in: workspace, now: now)
    return try all("\(doubtful.sql) ORDER BY g.starts_at, g.sequence LIMIT ?", doubtful.values + [limit]) { row in
      var columns = row.columns
      return columns.id()
    }
  }

  /// The records that could not be taken since a moment, by customer. Records of which nobody expects access do not count.
  package func refusedRecords(since moment: Instant, in workspace: ID<Workspace>) throws -> [RefusedRecords] {
    try all(
      """
      SELECT q.customer_key, q.customer_run_id, f.record_count, f.first_at FROM (
        SELECT MAX(r.sequence) AS last_sequence, MIN(r.created_at) AS first_at,
          COUNT(DISTINCT x.family || ' ' || x.record_key) AS record_count
        FROM customer_runs r CROSS JOIN customer_run_records x
        WHERE r.workspace_id = ? AND r.created_at > ? AND x.workspace_id = r.workspace_id
          AND x.customer_run_id = r.customer_run_id AND x.outcome = 'refused'
          AND x.reason_code NOT IN ('host_block', 'not_confirmed', 'rule_off', 'stay_is_over')
        GROUP BY r.customer_key
      ) f JOIN customer_runs q ON q.workspace_id = ? AND q.sequence = f.last_sequence ORDER BY q.sequence
      """, workspace, moment, workspace
    ) { row in
      var columns = row.columns
      return RefusedRecords(
        customerKey: columns.optionalText(), customerRunID: columns.id(), count: columns.integer(),
        since: columns.instant())
    }
  }

  /// The numbers of events that were not delivered, by webhook.
  package func waitingCounts(in workspace: ID<Workspace>) throws -> [ID<Webhook>: Int] {
    let found = try all(
      "SELECT webhook_id, COUNT(*) FROM webhook_deliveries WHERE workspace_id = ? GROUP BY webhook_id", workspace
    ) { row in
      var columns = row.columns
      return (columns.id(Webhook.self), columns.integer())
    }
    return Dictionary(found) { first, _ in first }
  }
}

/// A query for the grants that are not over and may have problems: the provider refused their group, a requested method is
/// missing, or there are none although the access has started or is about to start.
func doubtfulGrantQuery(in workspace: ID<Workspace>, now: Instant) -> (sql: String, values: [any SQLValue]) {
  let sql = """
    SELECT g.access_grant_id FROM access_grants g
    WHERE g.workspace_id = ? AND g.is_deleted = 0 AND (g.ends_at IS NULL OR g.ends_at > ?) AND g.access_grant_id IN (
      SELECT x.access_grant_id FROM grant_groups x WHERE x.workspace_id = ? AND x.refusals IS NOT NULL
      UNION SELECT r.access_grant_id FROM requested_access_methods r LEFT JOIN access_methods m
        ON m.workspace_id = r.workspace_id AND m.access_grant_id = r.access_grant_id
        AND m.requested_access_method_id = r.requested_access_method_id
      WHERE r.workspace_id = ? AND m.access_method_id IS NULL
      UNION SELECT b.access_grant_id FROM access_grants b
      WHERE b.workspace_id = ? AND b.starts_at <= ? AND (b.ends_at IS NULL OR b.ends_at > ?)
        AND NOT EXISTS (SELECT 1 FROM requested_access_methods r
          WHERE r.workspace_id = b.workspace_id AND r.access_grant_id = b.access_grant_id))
    """
  return (sql, [workspace, now, workspace, workspace, workspace, now + GrantSettings.standardLead, now])
}
