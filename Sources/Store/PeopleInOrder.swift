import API
import Wire

/// Which people, by the times of all their stays.
enum PersonTimes {
  case any
  /// No stay ends after a moment.
  case gone(by: Instant)
  /// Of the stays that end after a moment, there are some, and none has begun by then.
  case upcoming(after: Instant)
}

extension Connection {
  /// The number of people.
  func personCount(_ times: PersonTimes, in workspace: ID<Workspace>) throws -> Int {
    func count(_ query: String, _ values: any SQLValue...) throws -> Int {
      try rowCount("SELECT 1 FROM person_stays q WHERE q.workspace_id = ? \(query)", [workspace] + values)
    }
    // The text keeps planners from reading all stays in the order of their people.
    let ofPeople = "AND q.ends_at > ? GROUP BY q.acs_user_id || ''"
    switch times {
    case .any: return try count("GROUP BY q.acs_user_id")
    case .gone(let end): return try count("GROUP BY q.acs_user_id") - count(ofPeople, end)
    case .upcoming(let now): return try count("\(ofPeople) HAVING MIN(q.starts_at) > ?", now, now)
    }
  }

  /// The number of rows of a query.
  func rowCount(_ query: String, _ values: [any SQLValue]) throws -> Int {
    let counts: [Int] = try all("SELECT COUNT(*) FROM (\(query)) p", values) { row in
      var columns = row.columns
      return columns.integer()
    }
    return counts.first ?? 0
  }

  /// All people in their order, by an index of their stays. A person is listed by the first of their stays in that order.
  /// The index is read from its nearer end, since all that is before the page is read too.
  func peopleInOrder(
    by sort: DeskPerson.Sort, _ times: PersonTimes, from before: Int, limit: Int, of total: Int,
    in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    let isBackward = before > total / 2
    let direction = isBackward ? "DESC" : "ASC"
    let own = sort.value(of: "q")
    let other = sort.value(of: "o")
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.add(times, of: "q")
    var others = Conditions("o.workspace_id = q.workspace_id AND o.acs_user_id = q.acs_user_id")
    if case .upcoming(let now) = times {
      // Stays that have ended do not count.
      conditions.add("q.ends_at + 0 > ?", now)
      others.add("o.ends_at + 0 > ?", now)
      if case .startsAt = sort { conditions.add("q.starts_at > ?", now) }
    }
    // What is added to the other stays' values keeps planners from finding them by an index of these values, in which
    // all people have some, instead of by their person.
    let found: [ID<AcsUser>] = try all(
      """
      SELECT q.acs_user_id FROM person_stays q WHERE \(conditions.sql) AND NOT EXISTS (
        SELECT 1 FROM person_stays o WHERE \(others.sql)
          AND (\(other.value) \(other.nothing) \(own.isBefore) \(own.value)
            OR \(other.value) \(other.nothing) = \(own.value) AND o.access_grant_id < q.access_grant_id))
      ORDER BY \(own.value) \(direction), q.acs_user_id \(direction) LIMIT ? OFFSET ?
      """, conditions.values + others.values + [limit, isBackward ? total - before - limit : before]
    ) { row in
      var columns = row.columns
      return columns.id()
    }
    return isBackward ? found.reversed() : found
  }

  /// All people by their last entries, the latest first, and then those without one.
  func peopleByLastEntry(
    _ times: PersonTimes, from before: Int, limit: Int, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    let entered = try peopleWithEntry(times, from: before, limit: limit, in: workspace)
    if entered.count == limit { return entered }
    // Only the last pages need to know how many people have entered.
    let total = try entered.isEmpty ? entryCount(times, in: workspace) : before + entered.count
    let rest = try peopleWithoutEntry(
      times, from: max(0, before - total), limit: limit - entered.count, in: workspace)
    return entered + rest
  }

  /// The last entry of each person is found in the order of an index of all entries.
  private func peopleWithEntry(
    _ times: PersonTimes, from before: Int, limit: Int, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    var conditions = Conditions(
      "x.workspace_id = ? AND x.is_opening = 1 AND x.acs_user_id IS NOT NULL", workspace)
    conditions.add(
      """
      x.event_id = (SELECT y.event_id FROM entries y WHERE y.workspace_id = x.workspace_id
        AND y.acs_user_id = x.acs_user_id AND y.is_opening = 1 ORDER BY y.occurred_at DESC, y.event_id DESC LIMIT 1)
      """)
    conditions.add(
      """
      EXISTS (SELECT 1 FROM person_stays q WHERE q.workspace_id = x.workspace_id AND q.acs_user_id = x.acs_user_id)
      """)
    conditions.add(times, of: "x")
    return try all(
      """
      SELECT x.acs_user_id FROM entries x WHERE \(conditions.sql)
      ORDER BY x.occurred_at DESC, x.acs_user_id DESC LIMIT ? OFFSET ?
      """, conditions.values + [limit, before], readPerson)
  }

  private func peopleWithoutEntry(
    _ times: PersonTimes, from before: Int, limit: Int, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.add("NOT \(hasEntry)")
    conditions.add(times, of: "q")
    return try all(
      """
      SELECT q.acs_user_id FROM person_stays q WHERE \(conditions.sql)
      GROUP BY q.acs_user_id ORDER BY q.acs_user_id LIMIT ? OFFSET ?
      """, conditions.values + [limit, before], readPerson)
  }

  /// The number of people with an entry.
  private func entryCount(_ times: PersonTimes, in workspace: ID<Workspace>) throws -> Int {
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.add(hasEntry)
    conditions.add(times, of: "q")
    return try rowCount(
      "SELECT 1 FROM person_stays q WHERE \(conditions.sql) GROUP BY q.acs_user_id", conditions.values)
  }
}

extension DeskPerson.Sort {
  /// The value of a stay by which its person is listed, how it compares with that of the person's first stay in this
  /// order, and an operation that does not change it.
  fileprivate func value(of stay: String) -> (value: String, isBefore: String, nothing: String) {
    switch self {
    case .name: ("COALESCE(\(stay).user_text, \(stay).identity_text, '')", "<", "|| ''")
    // Entries are not in stays. Their order is found by their own index.
    case .startsAt, .lastEntry: ("\(stay).starts_at", "<", "+ 0")
    // A person departs at the last end.
    case .endsAt: ("\(stay).ends_at", ">", "+ 0")
    }
  }
}

extension Conditions {
  /// The person's stays have certain times.
  ///
  /// - Parameter row: the name of a row with the person.
  fileprivate mutating func add(_ times: PersonTimes, of row: String) {
    // What is added keeps planners from finding the stays by their times instead of by their person.
    let stay = """
      (SELECT 1 FROM person_stays l WHERE l.workspace_id = \(row).workspace_id AND l.acs_user_id = \(row).acs_user_id
        AND l.ends_at + 0 > ?
      """
    switch times {
    case .any: break
    case .gone(let end): add("NOT EXISTS \(stay))", end)
    case .upcoming(let now):
      add("EXISTS \(stay))", now)
      add("NOT EXISTS \(stay) AND l.starts_at + 0 <= ?)", now, now)
    }
  }
}

/// The person of the stay `q` has opened a door.
private let hasEntry = """
  EXISTS (SELECT 1 FROM entries x WHERE x.workspace_id = q.workspace_id AND x.acs_user_id = q.acs_user_id
    AND x.is_opening = 1)
  """

private func readPerson(_ row: Row) -> ID<AcsUser> {
  var columns = row.columns
  return columns.id()
}
