package import API
package import Wire

/// The entries of a quarter of an hour.
package struct EntryQuarter: Sendable {
  package var startsAt: Instant
  package var openedCount: Int
  package var refusedCount: Int
}

extension Connection {
  /// The last time that each person opened a door.
  func lastEntries(ofPeople ids: [ID<AcsUser>], in workspace: ID<Workspace>) throws -> [ID<AcsUser>: DeskEntry] {
    let entries = try lastEntries("acs_user_id", among: ids, in: workspace)
    return Dictionary(entries.compactMap { entry in entry.acsUserID.map { ($0, entry) } }) { first, _ in first }
  }

  /// The last time that each door was opened.
  func lastEntries(
    atDoors ids: [ID<AcsEntrance>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: DeskEntry] {
    let entries = try lastEntries("acs_entrance_id", among: ids, in: workspace)
    return Dictionary(entries.compactMap { entry in entry.acsEntranceID.map { ($0, entry) } }) { first, _ in first }
  }

  /// - Parameter column: the column with the IDs.
  private func lastEntries<Owner>(
    _ column: String, among ids: [ID<Owner>], in workspace: ID<Workspace>
  ) throws -> [DeskEntry] {
    if ids.isEmpty { return [] }
    var conditions = Conditions("workspace_id = ? AND is_opening = 1", workspace)
    conditions.among(ids, column: column)
    var entries = try all(
      """
      SELECT x.event_id, x.occurred_at, x.acs_entrance_id, x.acs_user_id FROM entries x JOIN (
        SELECT workspace_id, \(column) AS owner, is_opening, MAX(occurred_at) AS last_at FROM entries
        WHERE \(conditions.sql) GROUP BY workspace_id, \(column), is_opening
      ) l ON l.workspace_id = x.workspace_id AND l.owner = x.\(column) AND l.is_opening = x.is_opening
        AND l.last_at = x.occurred_at
      ORDER BY x.event_id DESC
      """, conditions.values
    ) { row in
      var columns = row.columns
      var entry = DeskEntry(eventID: columns.id(), occurredAt: columns.instant())
      entry.acsEntranceID = columns.optionalID()
      entry.acsUserID = columns.optionalID()
      return entry
    }
    let people = try personNames(Set(entries.compactMap(\.acsUserID)), in: workspace)
    let doors = try doorNames(Set(entries.compactMap(\.acsEntranceID)), in: workspace)
    for index in entries.indices {
      entries[index].personName = entries[index].acsUserID.flatMap { people[$0] }
      entries[index].doorName = entries[index].acsEntranceID.flatMap { doors[$0] }
    }
    return entries
  }

  /// The entries in a period, counted by quarters of an hour from its start, in which there are any.
  package func entryQuarters(
    of system: ID<AcsSystem>, at entrance: ID<AcsEntrance>?, from start: Instant, until end: Instant,
    in workspace: ID<Workspace>
  ) throws -> [EntryQuarter] {
    var conditions = Conditions(
      "workspace_id = ? AND acs_system_id = ? AND occurred_at >= ? AND occurred_at < ?", workspace, system, start, end)
    conditions.add("acs_entrance_id = ?", ifPresent: entrance)
    let quarter: Int64 = 900_000_000
    let cut: [any SQLValue] = [start, quarter]
    return try all(
      """
      SELECT q.quarter, SUM(q.is_opening), SUM(1 - q.is_opening) FROM (
        SELECT (occurred_at - ?) / ? AS quarter, is_opening FROM entries WHERE \(conditions.sql)
      ) q GROUP BY q.quarter ORDER BY q.quarter
      """, cut + conditions.values
    ) { row in
      var columns = row.columns
      return EntryQuarter(
        startsAt: Instant(microseconds: start.microseconds + columns.integer64() * quarter),
        openedCount: columns.integer(), refusedCount: columns.integer())
    }
  }
}
