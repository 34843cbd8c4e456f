package import API
package import Core
package import Wire

extension Connection {
  /// The groups that open or opened each entrance.
  ///
  /// - Parameters:
  ///   - person: only the groups of this person. Nil for all.
  ///   - moment: the moment of a forecast.
  package func accessGroups(
    holding entrances: [ID<AcsEntrance>], of person: AccessFacts.Person?, at moment: Instant,
    in workspace: ID<Workspace>
  ) throws -> [ID<AcsEntrance>: [AccessFacts.Group]] {
    let own = person.map { Set($0.memberships.keys).union($0.wantedMemberships.keys).sorted { $0.text < $1.text } }
    let rows = try groups(of: entrances, own, person?.id, at: moment, in: workspace)
    var groups: [ID<AcsEntrance>: [AccessFacts.Group]] = [:]
    for row in rows where row.grant == nil {
      // Nothing else is known about the time before the first sync.
      groups[row.entrance, default: []].append(
        AccessFacts.Group(id: row.group, name: row.name, holdsEntrance: FactHistory(always: true)))
    }
    try addPast(&groups, of: entrances, own, in: workspace)
    for row in rows where row.grant != nil { groups[row.entrance, default: []].add(row) }
    return groups
  }

  /// The current groups of each entrance, and the grants that will give access at a moment, by groups that may not exist
  /// yet.
  private func groups(
    of entrances: [ID<AcsEntrance>], _ own: [ID<AcsAccessGroup>]?, _ user: ID<AcsUser>?, at moment: Instant,
    in workspace: ID<Workspace>
  ) throws -> [GroupOfEntrance] {
    var current = Conditions("x.workspace_id = ?", workspace)
    current.among(entrances, column: "x.acs_entrance_id")
    var coming = current
    current.among(own, column: "x.acs_access_group_id")
    coming.add("g.acs_user_id = ?", ifPresent: user)
    coming.add("x.is_wanted = 1 AND g.is_deleted = 0 AND g.starts_at <= ?", moment)
    coming.add("(g.ends_at IS NULL OR g.ends_at > ?)", moment)
    return try all(
      """
      SELECT x.acs_entrance_id, g.acs_access_group_id, g.name, NULL AS acs_user_id, NULL AS time_zone,
        0 AS starts_at, NULL AS ends_at
      FROM acs_access_group_entrances x JOIN acs_access_groups g
        ON g.workspace_id = x.workspace_id AND g.acs_access_group_id = x.acs_access_group_id
      WHERE \(current.sql)
      UNION ALL SELECT x.acs_entrance_id, COALESCE(g.acs_access_group_id, g.grant_group_id), g.name,
        g.acs_user_id, g.time_zone, g.starts_at, g.ends_at
      FROM grant_group_entrances x JOIN grant_groups g
        ON g.workspace_id = x.workspace_id AND g.grant_group_id = x.grant_group_id
      WHERE \(coming.sql)
      """, current.values + coming.values, GroupOfEntrance.init)
  }

  private func addPast(
    _ groups: inout [ID<AcsEntrance>: [AccessFacts.Group]], of entrances: [ID<AcsEntrance>],
    _ own: [ID<AcsAccessGroup>]?, in workspace: ID<Workspace>
  ) throws {
    var past = Conditions("workspace_id = ?", workspace)
    past.among(entrances, column: "acs_entrance_id")
    past.among(own, column: "acs_access_group_id")
    let rows = try all(
      """
      SELECT acs_entrance_id, acs_access_group_id, group_name, sequence, at, opens, schedules, schedules_at, time_zone
      FROM acs_access_group_history WHERE \(past.sql) ORDER BY acs_entrance_id, acs_access_group_id, sequence
      """, past.values
    ) { row in
      var columns = row.columns
      let entrance = columns.id(AcsEntrance.self)
      let entry = AccessGroupEntry(
        group: columns.id(), name: columns.text(), sequence: columns.integer(), at: columns.instant(),
        opens: Truth(text: columns.text()), schedules: columns.optionalText(), schedulesAt: columns.optionalInstant(),
        timeZone: columns.optionalText())
      return (entrance: entrance, entry: entry)
    }
    for row in rows { groups[row.entrance, default: []].note(row.entry) }
  }
}

/// A group that contains an entrance, or a grant that will give access to it.
private struct GroupOfEntrance {
  var entrance: ID<AcsEntrance>
  var group: ID<AcsAccessGroup>
  var name: String
  var grant: AccessFacts.Group.Grant?

  init(_ row: Row) {
    var columns = row.columns
    entrance = columns.id()
    group = columns.id()
    name = columns.text()
    let (user, timeZone) = (columns.optionalID(AcsUser.self), columns.optionalText())
    let schedule = Schedule(startsAt: columns.instant(), endsAt: columns.optionalInstant())
    guard let user, let timeZone else { return }
    let period = SiteZone(timeZone).flatMap { LocalPeriod(schedule, in: $0) }
    let schedules = period.map { [ObservedTimeSchedule(id: ExternalID(""), period: $0)] } ?? []
    grant = AccessFacts.Group.Grant(
      acsUserID: user, schedules: GroupSchedules(schedules: schedules, timeZone: timeZone))
  }
}

/// A row of the history of an access group at an entrance.
private struct AccessGroupEntry {
  var group: ID<AcsAccessGroup>
  var name: String
  var sequence: Int
  var at: Instant
  var opens: Truth
  var schedules: String?
  var schedulesAt: Instant?
  var timeZone: String?
}

extension [AccessFacts.Group] {
  /// Adds a grant to its group.
  fileprivate mutating func add(_ coming: GroupOfEntrance) {
    let index = firstIndex { $0.id == coming.group }
    if index == nil {
      append(AccessFacts.Group(id: coming.group, name: coming.name, holdsEntrance: FactHistory()))
    }
    self[index ?? endIndex - 1].grant = coming.grant
  }

  /// Adds an observation to the history of a group.
  fileprivate mutating func note(_ entry: AccessGroupEntry) {
    if !contains(where: { $0.id == entry.group }) {
      append(AccessFacts.Group(id: entry.group, name: entry.name, holdsEntrance: FactHistory()))
    }
    guard let index = firstIndex(where: { $0.id == entry.group }) else { return }
    // A group of a grant contains nothing before its first row.
    if entry.sequence == 1 {
      self[index].holdsEntrance = FactHistory(always: entry.opens != .yes && entry.timeZone == nil)
    }
    self[index].holdsEntrance.record(entry.opens, at: entry.at)
    guard let zone = entry.timeZone, let since = entry.schedulesAt else { return }
    self[index].schedules.record(
      GroupSchedules(schedules: Store.schedules(entry.schedules), timeZone: zone), at: since)
  }
}

extension Transaction {
  /// Records since when a group opens an entrance, or does not. The first name of a group is kept, since it may have been
  /// erased with a person.
  ///
  /// - Parameters:
  ///   - schedules: the time schedules of a grant's group. Nil for other groups, whose hours are part of `truth`.
  ///   - since: since when it has these schedules.
  package func remember(
    _ truth: Truth, group: AcsAccessGroupRecord, opening entrance: ID<AcsEntrance>,
    by schedules: GroupSchedules? = nil, since: Instant? = nil
  ) throws {
    try run(
      """
      INSERT INTO acs_access_group_history (workspace_id, acs_entrance_id, acs_access_group_id, sequence, at, group_name,
        opens, schedules, schedules_at, time_zone)
      VALUES (?, ?, ?, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM acs_access_group_history
        WHERE workspace_id = ? AND acs_entrance_id = ? AND acs_access_group_id = ?), ?,
        COALESCE((SELECT h.group_name FROM acs_access_group_history h WHERE h.workspace_id = ?
          AND h.acs_entrance_id = ? AND h.acs_access_group_id = ? AND h.sequence = 1), ?), ?, ?, ?, ?)
      """, group.workspaceID, entrance, group.id, group.workspaceID, entrance, group.id, now, group.workspaceID,
      entrance, group.id, group.name, truth.text, schedules.map { schedulesText($0.schedules) }, since,
      schedules?.timeZone)
  }

  /// Records the earlier schedules of a grant's group at an entrance that it did not open then. The entrance's lock may
  /// still get them, since locks get new doors of a group sooner than its new schedules.
  ///
  /// - Parameters:
  ///   - since: since when the group has its current schedules.
  ///   - known: an entrance with the group's history.
  func rememberSchedules(
    of group: AcsAccessGroupRecord, before since: Instant, at entrance: ID<AcsEntrance>, from known: ID<AcsEntrance>
  ) throws {
    let earlier = try all(
      """
      SELECT schedules, schedules_at, time_zone FROM acs_access_group_history
      WHERE workspace_id = ? AND acs_entrance_id = ? AND acs_access_group_id = ? AND schedules_at < ?
        AND schedules_at > COALESCE((SELECT MAX(h.schedules_at) FROM acs_access_group_history h
          WHERE h.workspace_id = ? AND h.acs_entrance_id = ? AND h.acs_access_group_id = ?), 0)
      ORDER BY sequence
      """, workspaceID, known, group.id, since, workspaceID, entrance, group.id
    ) { row in
      var columns = row.columns
      return (text: columns.optionalText(), at: columns.instant(), timeZone: columns.text())
    }
    for one in earlier {
      let schedules = GroupSchedules(schedules: Store.schedules(one.text), timeZone: one.timeZone)
      try remember(.no, group: group, opening: entrance, by: schedules, since: one.at)
    }
  }
}

extension Truth {
  fileprivate var text: String {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .unknown: "unknown"
    }
  }

  fileprivate init(text: String) { self = text == "yes" ? .yes : text == "no" ? .no : .unknown }
}
