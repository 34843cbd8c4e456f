package import API
package import Core
package import Wire

/// The stored state of a site's locks and IQs.
package struct SeenLocks: Sendable {
  /// The lock of each entrance, as last seen.
  package var locks: [ExternalID<ProviderLock>: (entrance: ID<AcsEntrance>, lock: ObservedLock)]
  /// The IQs of the last look, and whether they were online.
  package var iqs: [ExternalID<ProviderIQ>: Bool]
  /// The time of the last look.
  package var lookedAt: Instant?

  /// Whether a look at a moment shows nothing new.
  package func isKept(_ shown: [ObservedLock], at now: Instant) -> Bool {
    !wasSetBack(now) && iqs == shown.iqs && shown.allSatisfy { lock in locks[lock.id].map { $0.lock == lock } ?? true }
  }

  /// Whether the clock was set back since the last look, or there was no look.
  fileprivate func wasSetBack(_ now: Instant) -> Bool { lookedAt.map { now < $0 } ?? true }

  /// The shown locks that differ from the stored ones. After the clock was set back, all of them, since records of
  /// later times are replaced.
  package func changed(_ shown: [ObservedLock], at now: Instant) -> [ObservedLock] {
    shown.filter { lock in locks[lock.id].map { wasSetBack(now) || $0.lock != lock } ?? false }
  }
}

extension [ObservedLock] {
  /// The IQs of the locks. An IQ that is shown both online and offline has just gone offline.
  fileprivate var iqs: [ExternalID<ProviderIQ>: Bool] {
    Dictionary(compactMap(\.iq).map { ($0.id, $0.isOnline) }) { $0 && $1 }
  }
}

extension Connection {
  /// The stored state of a site's locks and IQs, in three statements for any number of them.
  package func seenLocks(of system: ID<AcsSystem>, in workspace: ID<Workspace>) throws -> SeenLocks {
    let iqs = try all(
      "SELECT iq_id, is_online FROM iq_sightings WHERE workspace_id = ? AND acs_system_id = ? AND until_at IS NULL",
      workspace, system
    ) { row in
      var columns = row.columns
      return (columns.external(ProviderIQ.self), columns.flag())
    }
    var seen = SeenLocks(
      locks: [:], iqs: Dictionary(iqs) { first, _ in first }, lookedAt: try lookedAt(system, in: workspace))
    let _: [Void] = try all(
      """
      SELECT acs_entrance_id, external_id, name, battery_level, lock_type, locked_state, is_online, is_privacy_mode,
        is_left_open_alarm, is_intrusion_alarm, iq_id FROM acs_entrances WHERE workspace_id = ? AND acs_system_id = ?
      """, workspace, system
    ) { row in
      var columns = row.columns
      let entrance = columns.id(AcsEntrance.self)
      var lock = ObservedLock(
        id: columns.external(), name: columns.text(), batteryLevel: columns.optionalText(),
        lockType: columns.optionalText(), lockedState: columns.optionalText(), isOnline: columns.flag(),
        isPrivacyMode: columns.flag(), isLeftOpenAlarm: columns.flag(), isIntrusionAlarm: columns.flag(), iq: nil)
      lock.iq = columns.optionalText().map { id in
        ObservedIQ(id: ExternalID(id), isOnline: seen.iqs[ExternalID(id)] ?? false)
      }
      seen.locks[lock.id] = (entrance, lock)
    }
    return seen
  }

  /// The locks of entrances and their IQs, as observed by a moment.
  package func lockFacts(
    of entrances: [ID<AcsEntrance>], at moment: Instant, in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: AccessFacts.LockFacts] {
    let last = try iqSightings(of: entrances, by: moment, in: workspace)
    let offline = entrances.filter { last[$0]?.isOnline == false }
    let online = offline.isEmpty ? [:] : try iqSightingsOnline(before: last, of: offline, by: moment, in: workspace)
    var facts: [ID<AcsEntrance>: AccessFacts.LockFacts] = [:]
    for entrance in entrances {
      let lastOnline = last[entrance].flatMap { $0.isOnline ? $0 : online[entrance] }
      facts[entrance] = AccessFacts.LockFacts(
        isInPrivacyMode: FactHistory(), isInOfficeMode: FactHistory(), iqSeenAt: last[entrance]?.seenAt,
        iqOnlineAt: lastOnline?.seenAt)
    }
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.among(entrances, column: "acs_entrance_id")
    let _: [Void] = try all(
      """
      SELECT acs_entrance_id, at, is_privacy_mode, is_office_mode, is_online FROM lock_history
      WHERE \(conditions.sql) ORDER BY acs_entrance_id, sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      let (entrance, at) = (columns.id(AcsEntrance.self), columns.instant())
      facts[entrance]?.isInPrivacyMode.record(Truth(columns.flag()), at: at)
      facts[entrance]?.isInOfficeMode.record(Truth(columns.flag()), at: at)
      facts[entrance]?.isDisconnected.record(Truth(!columns.flag()), at: at)
    }
    return facts
  }

  /// Since when the IQs of entrances have been offline, for those whose IQ was offline when last seen.
  ///
  /// - Parameter ids: a query for the workspace and ID of each entrance, with its values.
  func iqsAway(among ids: String, _ values: [any SQLValue]) throws -> [ID<AcsEntrance>: Instant] {
    let rows = try allKept(
      """
      SELECT e.acs_entrance_id, i.from_at FROM acs_entrances e JOIN iq_sightings i
        ON i.workspace_id = e.workspace_id AND i.acs_system_id = e.acs_system_id AND i.iq_id = e.iq_id
      WHERE i.sequence = (SELECT MAX(o.sequence) FROM iq_sightings o
          WHERE o.workspace_id = e.workspace_id AND o.acs_system_id = e.acs_system_id AND o.iq_id = e.iq_id)
        AND i.is_online = 0 AND (e.workspace_id, e.acs_entrance_id) IN (\(ids))
      """, values
    ) { row in
      var columns = row.columns
      return (columns.id(AcsEntrance.self), columns.instant())
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// The start of an IQ's online or offline state, and the last sighting in it.
  private struct IQSighting {
    var from: Instant
    var seenAt: Instant
    var isOnline: Bool
  }

  /// The last sighting of each entrance's IQ by a moment.
  private func iqSightings(
    of entrances: [ID<AcsEntrance>], by moment: Instant, in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: IQSighting] {
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.among(entrances, column: "e.acs_entrance_id")
    let rows = try all(
      """
      SELECT e.acs_entrance_id, i.from_at, i.until_at, i.is_online, (SELECT MAX(l.at) FROM acs_system_looks l
        WHERE l.workspace_id = i.workspace_id AND l.acs_system_id = i.acs_system_id AND l.at >= i.from_at AND l.at <= ?)
      FROM acs_entrances e JOIN iq_sightings i
        ON i.workspace_id = e.workspace_id AND i.acs_system_id = e.acs_system_id AND i.iq_id = e.iq_id
      WHERE i.sequence = (SELECT MAX(o.sequence) FROM iq_sightings o
          WHERE o.workspace_id = e.workspace_id AND o.acs_system_id = e.acs_system_id AND o.iq_id = e.iq_id
          AND o.from_at <= ?)
        AND \(conditions.sql)
      """, [moment, moment] + conditions.values
    ) { try readSighting($0) { _ in moment } }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// The last online sighting of each entrance's IQ, before it was seen offline.
  private func iqSightingsOnline(
    before last: [ID<AcsEntrance>: IQSighting], of entrances: [ID<AcsEntrance>], by moment: Instant,
    in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: IQSighting] {
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.among(entrances, column: "e.acs_entrance_id")
    let rows = try all(
      """
      SELECT e.acs_entrance_id, i.from_at, i.until_at, i.is_online, (SELECT MAX(l.at) FROM acs_system_looks l
        WHERE l.workspace_id = i.workspace_id AND l.acs_system_id = i.acs_system_id AND l.at >= i.from_at
        AND l.at < a.from_at)
      FROM acs_entrances e JOIN iq_sightings a
        ON a.workspace_id = e.workspace_id AND a.acs_system_id = e.acs_system_id AND a.iq_id = e.iq_id
      JOIN iq_sightings i
        ON i.workspace_id = e.workspace_id AND i.acs_system_id = e.acs_system_id AND i.iq_id = e.iq_id
      WHERE a.sequence = (SELECT MAX(o.sequence) FROM iq_sightings o
          WHERE o.workspace_id = e.workspace_id AND o.acs_system_id = e.acs_system_id AND o.iq_id = e.iq_id
          AND o.from_at <= ?)
        AND i.sequence = (SELECT MAX(o.sequence) FROM iq_sightings o
          WHERE o.workspace_id = e.workspace_id AND o.acs_system_id = e.acs_system_id AND o.iq_id = e.iq_id
          AND o.is_online = 1 AND o.from_at < a.from_at)
        AND \(conditions.sql)
      """, [moment] + conditions.values
    ) { row in
      try readSighting(row) { (last[$0]?.from ?? moment) - .microseconds(1) }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// - Parameter moment: the latest moment of an entrance's sighting.
  private func readSighting(
    _ row: Row, by moment: (ID<AcsEntrance>) -> Instant
  ) throws -> (ID<AcsEntrance>, IQSighting) {
    var columns = row.columns
    let entrance = columns.id(AcsEntrance.self)
    let (from, until, isOnline) = (columns.instant(), columns.optionalInstant(), columns.flag())
    let lookedAt = columns.optionalInstant() ?? from
    let seenAt = until.map { $0 <= moment(entrance) ? $0 : lookedAt } ?? lookedAt
    return (entrance, IQSighting(from: from, seenAt: max(from, seenAt), isOnline: isOnline))
  }
}

extension Transaction {
  /// Stores the changes since the last look: locks, and the spans in which IQs were online or offline.
  /// ``saveLook(at:)`` must follow: an open span lasts until the last look.
  package func save(_ shown: [ObservedLock], was seen: SeenLocks, at system: ID<AcsSystem>) throws {
    for lock in seen.changed(shown, at: now) { try saveSighting(of: lock, at: system) }
    let (iqs, wasSetBack) = (shown.iqs, seen.wasSetBack(now))
    if wasSetBack { try forgetLooksToCome(at: system) }
    for (iq, isOnline) in seen.iqs where wasSetBack || iqs[iq] != isOnline {
      try run(
        """
        UPDATE iq_sightings SET until_at = ?
        WHERE workspace_id = ? AND acs_system_id = ? AND iq_id = ? AND until_at IS NULL
        """, seen.lookedAt ?? now, workspaceID, system, iq)
    }
    for (iq, isOnline) in iqs where wasSetBack || seen.iqs[iq] != isOnline {
      try run(
        """
        INSERT INTO iq_sightings (workspace_id, acs_system_id, iq_id, sequence, from_at, is_online)
        VALUES (?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM iq_sightings
          WHERE workspace_id = ? AND acs_system_id = ? AND iq_id = ?), ?, ?)
        """, workspaceID, system, iq, workspaceID, system, iq, now, isOnline)
    }
  }

  /// Deletes the sightings of IQs until a moment, except those that are needed to explain later moments: the last one
  /// of each IQ, and the last one online.
  ///
  /// - Returns: whether there may be more.
  package func forgetSightings(before moment: Instant, limit: Int) throws -> Bool {
    try run(
      """
      DELETE FROM iq_sightings WHERE (workspace_id, acs_system_id, iq_id, sequence) IN (
        SELECT s.workspace_id, s.acs_system_id, s.iq_id, s.sequence FROM iq_sightings s
        WHERE s.workspace_id = ? AND s.until_at < ? AND EXISTS (SELECT 1 FROM iq_sightings later
          WHERE later.workspace_id = s.workspace_id AND later.acs_system_id = s.acs_system_id AND later.iq_id = s.iq_id
            AND later.sequence > s.sequence AND later.from_at <= ? AND later.is_online >= s.is_online) LIMIT ?)
      """, workspaceID, moment, moment, limit) == limit
  }

  /// Stores the first state of a new entrance's lock.
  func saveFirstSighting(of entrance: AcsEntranceRecord) throws {
    try saveSighting(of: entrance.lock, at: entrance.acsSystemID)
  }

  private func saveSighting(of lock: ObservedLock, at system: ID<AcsSystem>) throws {
    try run(
      """
      UPDATE acs_entrances SET iq_id = ?, name = ?, battery_level = ?, lock_type = ?, locked_state = ?, is_online = ?,
        is_privacy_mode = ?, is_left_open_alarm = ?, is_intrusion_alarm = ?, search_text = ?,
        privacy_mode_at = CASE WHEN ? = 1 THEN COALESCE(privacy_mode_at, ?) END,
        battery_low_at = CASE WHEN ? = 1 THEN COALESCE(battery_low_at, ?) END,
        keypad_lost_at = CASE WHEN ? = 1 THEN NULL WHEN \(lockHasKeypad) THEN ? ELSE keypad_lost_at END
      WHERE workspace_id = ? AND acs_system_id = ? AND external_id = ?
      """, lock.iq?.id, lock.name, lock.batteryLevel, lock.lockType, lock.lockedState, lock.isOnline,
      lock.isPrivacyMode, lock.isLeftOpenAlarm, lock.isIntrusionAlarm, foldedText(lock.name), lock.isPrivacyMode, now,
      lock.isBatteryLow, now, lock.hasKeypad, now, workspaceID, system, lock.id)
    try saveHistory(of: lock, at: system)
  }

  /// Records the state of a lock if it is another one than before. A simulated one counts too.
  package func saveHistory(of lock: ObservedLock, at system: ID<AcsSystem>) throws {
    let isOnline = "CASE WHEN e.is_online = 1 AND s.offline_at IS NULL AND s.removed_at IS NULL THEN 1 ELSE 0 END"
    let last = """
      SELECT 1 FROM lock_history h WHERE h.workspace_id = e.workspace_id AND h.acs_entrance_id = e.acs_entrance_id
        AND h.sequence = (SELECT MAX(sequence) FROM lock_history l WHERE l.workspace_id = e.workspace_id
          AND l.acs_entrance_id = e.acs_entrance_id) AND h.is_privacy_mode = ? AND h.is_office_mode = ?
        AND h.is_online = \(isOnline) AND h.at <= ?
      """
    try run(
      """
      INSERT INTO lock_history (workspace_id, acs_entrance_id, sequence, at, is_privacy_mode, is_office_mode, is_online)
      SELECT e.workspace_id, e.acs_entrance_id, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM lock_history h
        WHERE h.workspace_id = e.workspace_id AND h.acs_entrance_id = e.acs_entrance_id), ?, ?, ?, \(isOnline)
      FROM acs_entrances e LEFT JOIN device_settings s
        ON s.workspace_id = e.workspace_id AND s.acs_entrance_id = e.acs_entrance_id
      WHERE e.workspace_id = ? AND e.acs_system_id = ? AND e.external_id = ? AND NOT EXISTS (\(last))
      """, now, lock.isPrivacyMode, lock.isOfficeMode, workspaceID, system, lock.id, lock.isPrivacyMode,
      lock.isOfficeMode, now)
  }
}
