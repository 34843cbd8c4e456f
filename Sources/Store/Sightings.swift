import API
import Core
import Wire

extension Connection {
  /// An entrance's lock and its IQ, as seen by a moment.
  package func lockFacts(
    of entrance: AcsEntranceRecord, at moment: Instant, in workspace: ID<Workspace>
  ) throws -> AccessFacts.LockFacts {
    var facts = AccessFacts.LockFacts(
      isInPrivacyMode: FactHistory(), isInOfficeMode: FactHistory(),
      iqSeenAt: try iqSighting(of: entrance, by: moment, "", in: workspace),
      iqOnlineAt: try iqSighting(of: entrance, by: moment, "AND s.is_online = 1", in: workspace))
    let _: [Void] = try all(
      """
      SELECT at, is_privacy_mode, is_office_mode FROM lock_history
      WHERE workspace_id = ? AND acs_entrance_id = ? ORDER BY sequence
      """, workspace, entrance.id
    ) { row in
      var columns = row.columns
      let at = columns.instant()
      facts.isInPrivacyMode.record(Truth(columns.flag()), at: at)
      facts.isInOfficeMode.record(Truth(columns.flag()), at: at)
    }
    return facts
  }

  /// Whether an entrance's IQ was out of reach when it was seen last.
  func isIQAway(of entrance: AcsEntranceRecord, in workspace: ID<Workspace>) throws -> Bool {
    let everything = Instant.latest
    let last = try iqSighting(of: entrance, by: everything, "", in: workspace)
    return try last != iqSighting(of: entrance, by: everything, "AND s.is_online = 1", in: workspace)
  }

  private func iqSighting(
    of entrance: AcsEntranceRecord, by moment: Instant, _ condition: String, in workspace: ID<Workspace>
  ) throws -> Instant? {
    try first(
      """
      SELECT s.at FROM acs_entrances e JOIN iq_sightings s ON s.workspace_id = e.workspace_id
        AND s.acs_system_id = e.acs_system_id AND s.iq_id = e.iq_id
      WHERE e.workspace_id = ? AND e.acs_entrance_id = ? AND s.at <= ? \(condition) ORDER BY s.at DESC LIMIT 1
      """, workspace, entrance.id, moment
    ) { row in
      var columns = row.columns
      return columns.instant()
    }
  }
}

extension Transaction {
  /// Writes down how a site's locks and their IQs were seen.
  package func saveSightings(of locks: [ObservedLock], at system: ID<AcsSystem>) throws {
    for iq in Set(locks.compactMap(\.iq)) {
      try run(
        """
        INSERT INTO iq_sightings (workspace_id, acs_system_id, iq_id, at, is_online) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (workspace_id, acs_system_id, iq_id, at) DO UPDATE SET is_online = excluded.is_online
        """, workspaceID, system, iq.id, now, iq.isOnline)
    }
    for lock in locks { try saveSighting(of: lock, at: system) }
  }

  /// Forgets when gateways were seen before a moment, but for what one has to know from then on: when each was seen last,
  /// and when online.
  ///
  /// - Returns: whether there may be more.
  package func forgetSightings(before moment: Instant, limit: Int) throws -> Bool {
    try run(
      """
      DELETE FROM iq_sightings WHERE (workspace_id, acs_system_id, iq_id, at) IN (
        SELECT s.workspace_id, s.acs_system_id, s.iq_id, s.at FROM iq_sightings s
        WHERE s.workspace_id = ? AND s.at < ? AND EXISTS (SELECT 1 FROM iq_sightings later
          WHERE later.workspace_id = s.workspace_id AND later.acs_system_id = s.acs_system_id AND later.iq_id = s.iq_id
            AND later.at > s.at AND later.at <= ? AND later.is_online >= s.is_online) LIMIT ?)
      """, workspaceID, moment, moment, limit) == limit
  }

  private func saveSighting(of lock: ObservedLock, at system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE acs_entrances SET iq_id = ?, name = ?, battery_level = ?, lock_type = ?, locked_state = ?, is_online = ?,
        is_privacy_mode = ?, is_left_open_alarm = ?, is_intrusion_alarm = ?, search_text = ?,
        privacy_mode_at = CASE WHEN ? = 1 THEN COALESCE(privacy_mode_at, ?) END
      WHERE workspace_id = ? AND acs_system_id = ? AND external_id = ?
      """, lock.iq?.id, lock.name, lock.batteryLevel, lock.lockType, lock.lockedState, lock.isOnline,
      lock.isPrivacyMode, lock.isLeftOpenAlarm, lock.isIntrusionAlarm, foldedText(lock.name), lock.isPrivacyMode, now,
      workspaceID, system, lock.id)
    let last = """
      SELECT 1 FROM lock_history h WHERE h.workspace_id = e.workspace_id AND h.acs_entrance_id = e.acs_entrance_id
        AND h.sequence = (SELECT MAX(sequence) FROM lock_history l WHERE l.workspace_id = e.workspace_id
          AND l.acs_entrance_id = e.acs_entrance_id) AND h.is_privacy_mode = ? AND h.is_office_mode = ? AND h.at <= ?
      """
    try run(
      """
      INSERT INTO lock_history (workspace_id, acs_entrance_id, sequence, at, is_privacy_mode, is_office_mode)
      SELECT workspace_id, acs_entrance_id, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM lock_history h
        WHERE h.workspace_id = e.workspace_id AND h.acs_entrance_id = e.acs_entrance_id), ?, ?, ?
      FROM acs_entrances e WHERE workspace_id = ? AND acs_system_id = ? AND external_id = ? AND NOT EXISTS (\(last))
      """, now, lock.isPrivacyMode, lock.isOfficeMode, workspaceID, system, lock.id, lock.isPrivacyMode,
      lock.isOfficeMode, now)
  }
}
