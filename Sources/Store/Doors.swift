package import API
import Core
package import Wire

/// A filter for lists of doors.
package struct DoorFilter: Sendable {
  package var filter: DeskDoor.Filter?
  package var acsSystemID: ID<AcsSystem>?
  package var spaceID: ID<Space>?
  /// Only doors of this user's access groups and access grants.
  package var acsUserID: ID<AcsUser>?
  package var search: String?
  package init() {}
}

extension Connection {
  /// The doors that match a filter, and their number.
  ///
  /// - Parameter page: begins after a number of doors.
  package func doors(
    _ filter: DoorFilter, by sort: DeskDoor.Sort, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> (found: PageOf<ID<AcsEntrance>>, total: Int) {
    let conditions = filter.conditions(in: workspace)
    let source = """
      acs_entrances e LEFT JOIN device_settings d
        ON d.workspace_id = e.workspace_id AND d.acs_entrance_id = e.acs_entrance_id
      WHERE \(conditions.sql)
      """
    let total: [Int] = try all("SELECT COUNT(*) FROM \(source)", conditions.values) { row in
      var columns = row.columns
      return columns.integer()
    }
    let before = page.from ?? 0
    let order = sort.order
    let ids: [ID<AcsEntrance>] = try all(
      "SELECT e.acs_entrance_id FROM \(source) ORDER BY \(order.sql), \(byName), e.sequence LIMIT ? OFFSET ?",
      conditions.values + order.values + [page.limit + 1, before]
    ) { row in
      var columns = row.columns
      return columns.id()
    }
    let next = ids.count > page.limit ? before + page.limit : nil
    return (PageOf(rows: Array(ids.prefix(page.limit)), next: next), total.first ?? 0)
  }

  /// Doors with their last entries, in a fixed number of statements. In the order of the IDs.
  package func deskDoors(_ ids: [ID<AcsEntrance>], in workspace: ID<Workspace>) throws -> [DeskDoor] {
    var filter = AcsEntranceFilter()
    filter.ids = ids
    let devices = Dictionary(try plainDevices(filter, in: workspace).map { ($0.entrance.id, $0) }) { first, _ in first }
    let entries = try lastEntries(atDoors: ids, in: workspace)
    return ids.compactMap { id in devices[id]?.desk(lastEntry: entries[id]) }
  }
}

/// The case-folded name of a door.
private let byName = "COALESCE(lower(d.name), e.search_text)"

extension DeskDoor.Sort {
  fileprivate var order: (sql: String, values: [any SQLValue]) {
    switch self {
    case .name: return (byName, [])
    case .site:
      let site = """
        (SELECT s.name FROM acs_systems s WHERE s.workspace_id = e.workspace_id AND s.acs_system_id = e.acs_system_id),
          e.acs_system_id
        """
      return (site, [])
    case .battery:
      let levels = ObservedLock.lowBatteryLevels
      let cases = levels.indices.map { "WHEN ? THEN \($0)" }.joined(separator: " ")
      return ("CASE e.battery_level \(cases) ELSE \(levels.count) END", levels)
    case .lastEntry:
      let last = """
        COALESCE((SELECT MAX(x.occurred_at) FROM entries x WHERE x.workspace_id = e.workspace_id
          AND x.acs_entrance_id = e.acs_entrance_id AND x.is_opening = 1), 0) DESC
        """
      return (last, [])
    }
  }
}

extension DoorFilter {
  fileprivate func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("e.workspace_id = ?", workspace)
    conditions.add("e.acs_system_id = ?", ifPresent: acsSystemID)
    if let spaceID {
      conditions.add(
        "e.acs_entrance_id IN (SELECT x.acs_entrance_id FROM space_doors x WHERE x.workspace_id = ? AND x.space_id = ?)",
        workspace, spaceID)
    }
    if let acsUserID {
      conditions.add(
        """
        e.acs_entrance_id IN (SELECT x.acs_entrance_id FROM acs_user_access_groups m JOIN acs_access_group_entrances x
            ON x.workspace_id = m.workspace_id AND x.acs_access_group_id = m.acs_access_group_id
            WHERE m.workspace_id = ? AND m.acs_user_id = ? AND m.is_wanted = 1
          UNION SELECT x.acs_entrance_id FROM grant_groups g JOIN grant_group_entrances x
            ON x.workspace_id = g.workspace_id AND x.grant_group_id = g.grant_group_id
            WHERE g.workspace_id = ? AND g.acs_user_id = ? AND g.is_deleted = 0 AND x.is_wanted = 1)
        """, workspace, acsUserID, workspace, acsUserID)
    }
    if let search {
      var names = Conditions("1 = 1")
      names.search(search, in: "e.search_text", "COALESCE(lower(d.name), '')")
      var spaces = Conditions("s.workspace_id = ?", workspace)
      spaces.search(search, in: "s.search_text")
      let inSpaces = """
        e.acs_entrance_id IN (SELECT x.acs_entrance_id FROM spaces s JOIN space_doors x
          ON x.workspace_id = s.workspace_id AND x.space_id = s.space_id WHERE \(spaces.sql))
        """
      var bySpace = Conditions("1 = 1")
      bySpace.add(inSpaces, all: spaces.values)
      conditions.either(names, or: bySpace)
    }
    let offline = "(e.is_online = 0 OR d.offline_at IS NOT NULL OR d.removed_at IS NOT NULL)"
    switch filter {
    case .lowBattery: conditions.among(ObservedLock.lowBatteryLevels, column: "e.battery_level")
    case .offline: conditions.add(offline)
    case .specialMode:
      var modes = Conditions("1 = 1")
      modes.among(ObservedLock.openStates, column: "e.locked_state")
      conditions.either(Conditions("e.is_privacy_mode = 1"), or: modes)
    case .withProblems:
      var batteries = Conditions("1 = 1")
      batteries.among(ObservedLock.lowBatteryLevels, column: "e.battery_level")
      conditions.either(
        Conditions("\(offline) OR e.is_left_open_alarm = 1 OR e.is_intrusion_alarm = 1"), or: batteries)
    case nil: break
    }
    return conditions
  }
}
