package import API
import Core
package import Wire

/// Which spaces a list of the desk has, by their state at a moment.
package struct SpaceState: Sendable {
  package var filter: DeskSpace.Filter
  package var moment: Instant
  /// The days of the moment at the sites.
  package var days: [SiteDay]

  package init(_ filter: DeskSpace.Filter, at moment: Instant, days: [SiteDay]) {
    self.filter = filter
    self.moment = moment
    self.days = days
  }
}

/// The doors of a space.
package struct DoorsOfSpace: Sendable {
  package var count = 0
  package var systems: [ID<AcsSystem>] = []
  package init() {}
}

extension Connection {
  /// The number of spaces that match a filter.
  package func spaceCount(_ filter: SpaceFilter, in workspace: ID<Workspace>) throws -> Int {
    let conditions = filter.conditions(in: workspace)
    return try rowCount("SELECT 1 FROM spaces \(parentOfSpace) WHERE \(conditions.sql)", conditions.values)
  }

  /// The stays in spaces that are not over at a moment, in order of their start. A stay at several sites is there once.
  package func stays(
    in spaces: [ID<Space>], notOverAt moment: Instant, in workspace: ID<Workspace>
  ) throws -> [ID<Space>: [DeskSpace.Stay]] {
    if spaces.isEmpty { return [:] }
    var conditions = Conditions("x.workspace_id = ?", workspace)
    conditions.among(spaces, column: "x.space_id")
    // The spaces have few grants, so the stays must not be found by their times.
    conditions.add("q.ends_at + 0 > ?", moment)
    let origin: [any SQLValue] = [AcsUserRecord.Origin.takenUp.rawValue]
    let found = try all(
      """
      SELECT x.space_id, q.access_grant_id, q.acs_user_id, q.starts_at, q.ends_at,
        CASE WHEN u.is_suspended = 1 OR u.observed_blocked = 1 AND u.origin = ? THEN 1 ELSE 0 END
      FROM access_grant_spaces x JOIN person_stays q
        ON q.workspace_id = x.workspace_id AND q.access_grant_id = x.access_grant_id
      LEFT JOIN acs_users u ON u.workspace_id = q.workspace_id AND u.acs_user_id = q.acs_user_id
      WHERE \(conditions.sql) ORDER BY q.starts_at + 0, q.access_grant_id, q.acs_user_id
      """, origin + conditions.values
    ) { row in
      var columns = row.columns
      let space = columns.id(Space.self)
      let (grant, user) = (columns.id(AccessGrant.self), columns.id(AcsUser.self))
      let (startsAt, endsAt) = (columns.instant(), columns.instant())
      let stay = DeskSpace.Stay(
        accessGrantID: grant, acsUserID: user, isSuspended: columns.flag(), startsAt: startsAt,
        endsAt: endsAt == .latest ? nil : endsAt)
      return (space: space, stay: stay)
    }
    return Dictionary(grouping: found, by: \.space).mapValues { stays in
      var known: Set<ID<AccessGrant>> = []
      return stays.map(\.stay).filter { known.insert($0.accessGrantID).inserted }
    }
  }

  /// The doors of spaces, each once. A space without doors is absent.
  package func doors(
    ofSpaces spaces: [ID<Space>], in workspace: ID<Workspace>
  ) throws -> [ID<Space>: DoorsOfSpace] {
    if spaces.isEmpty { return [:] }
    var conditions = Conditions("d.workspace_id = ?", workspace)
    conditions.among(spaces, column: "d.space_id")
    let found = try all(
      """
      SELECT d.space_id, e.acs_system_id, COUNT(DISTINCT d.acs_entrance_id)
      FROM space_doors d JOIN acs_entrances e
        ON e.workspace_id = d.workspace_id AND e.acs_entrance_id = d.acs_entrance_id
      WHERE \(conditions.sql) GROUP BY d.space_id, e.acs_system_id ORDER BY d.space_id, e.acs_system_id
      """, conditions.values
    ) { row in
      var columns = row.columns
      return (space: columns.id(Space.self), system: columns.id(AcsSystem.self), count: columns.integer())
    }
    return found.reduce(into: [:]) { doors, row in
      doors[row.space, default: DoorsOfSpace()].count += row.count
      doors[row.space, default: DoorsOfSpace()].systems.append(row.system)
    }
  }
}

extension Conditions {
  /// The space is in a state.
  mutating func add(_ state: SpaceState?, in workspace: ID<Workspace>) {
    guard let state else { return }
    let hasDoor = """
      EXISTS (SELECT 1 FROM space_doors d WHERE d.workspace_id = spaces.workspace_id AND d.space_id = spaces.space_id)
      """
    // The stays that are not over are few, and an index has them. What is added to their start keeps planners from
    // finding them by it.
    let current = Conditions(
      "q.workspace_id = ? AND q.ends_at > ? AND q.starts_at + 0 <= ?", workspace, state.moment, state.moment)
    switch state.filter {
    case .occupied: add("spaces.space_id IN (\(spacesOfStays) WHERE \(current.sql))", all: current.values)
    case .free:
      add(hasDoor)
      add("spaces.space_id NOT IN (\(spacesOfStays) WHERE \(current.sql))", all: current.values)
    case .arriving:
      var coming = Conditions("q.workspace_id = ?", workspace)
      coming.add("q.starts_at", at: "q.acs_system_id", in: state.days, isEnd: false)
      add("spaces.space_id IN (\(spacesOfStays) WHERE \(coming.sql))", all: coming.values)
    case .withoutDoors: add("NOT \(hasDoor)")
    }
  }
}

/// The spaces of the stays `q`.
private let spacesOfStays = """
  SELECT x.space_id FROM person_stays q JOIN access_grant_spaces x
    ON x.workspace_id = q.workspace_id AND x.access_grant_id = q.access_grant_id
  """
