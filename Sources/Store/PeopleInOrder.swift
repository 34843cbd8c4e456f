import API
import Wire

extension Connection {
  /// The number of all people.
  ///
  /// - Parameter end: only those without a stay that ends after this moment. Nil for everybody.
  func personCount(goneBy end: Instant?, in workspace: ID<Workspace>) throws -> Int {
    let all = try rowCount("SELECT 1 FROM person_stays q WHERE q.workspace_id = ? GROUP BY q.acs_user_id", [workspace])
    guard let end else { return all }
    let others = "SELECT 1 FROM person_stays q WHERE q.workspace_id = ? AND q.ends_at > ? GROUP BY q.acs_user_id || ''"
    return try all - rowCount(others, [workspace, end])
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
  ///
  /// - Parameter end: only those without a stay that ends after this moment. Nil for everybody.
  func peopleInOrder(
    by sort: DeskPerson.Sort, goneBy end: Instant?, from before: Int, limit: Int, of total: Int,
    in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    let isBackward = before > total / 2
    let direction = isBackward ? "DESC" : "ASC"
    let own = sort.value(of: "q")
    let other = sort.value(of: "o")
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.addGone(by: end, "q")
    // What is added to the other stays' values keeps planners from finding them by an index of these values, in which
    // all people have some, instead of by their person.
    let found: [ID<AcsUser>] = try all(
      """
      SELECT q.acs_user_id FROM person_stays q WHERE \(conditions.sql) AND NOT EXISTS (
        SELECT 1 FROM person_stays o WHERE o.workspace_id = q.workspace_id AND o.acs_user_id = q.acs_user_id
          AND (\(other.value) \(other.nothing) \(own.isBefore) \(own.value)
            OR \(other.value) \(other.nothing) = \(own.value) AND o.access_grant_id < q.access_grant_id))
      ORDER BY \(own.value) \(direction), q.acs_user_id \(direction) LIMIT ? OFFSET ?
      """, conditions.values + [limit, isBackward ? total - before - limit : before]
    ) { row in
      var columns = row.columns
      return columns.id()
    }
    return isBackward ? found.reversed() : found
  }

  /// All people by their last entries, the latest first, and then those without one.
  ///
  /// - Parameter end: only those without a stay that ends after this moment. Nil for everybody.
  func peopleByLastEntry(
    goneBy end: Instant?, from before: Int, limit: Int, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    let entered = try peopleWithEntry(goneBy: end, from: before, limit: limit, in: workspace)
    if entered.count == limit { return entered }
    // Only the last pages need to know how many people have entered.
    let total = try entered.isEmpty ? entryCount(goneBy: end, in: workspace) : before + entered.count
    let rest = try peopleWithoutEntry(
      goneBy: end, from: max(0, before - total), limit: limit - entered.count, in: workspace)
    return entered + rest
  }

  /// The last entry of each person is found in the order of an index of all entries.
  private func peopleWithEntry(
    goneBy end: Instant?, from before: Int, limit: Int, in workspace: ID<Workspace>
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
    conditions.addGone(by: end, "x")
    return try all(
      """
      SELECT x.acs_user_id FROM entries x WHERE \(conditions.sql)
      ORDER BY x.occurred_at DESC, x.acs_user_id DESC LIMIT ? OFFSET ?
      """, conditions.values + [limit, before], readPerson)
  }

  private func peopleWithoutEntry(
    goneBy end: Instant?, from before: Int, limit: Int, in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>] {
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.add("NOT \(hasEntry)")
    conditions.addGone(by: end, "q")
    return try all(
      """
      SELECT q.acs_user_id FROM person_stays q WHERE \(conditions.sql)
      GROUP BY q.acs_user_id ORDER BY q.acs_user_id LIMIT ? OFFSET ?
      """, conditions.values + [limit, before], readPerson)
  }

  /// The number of people with an entry.
  private func entryCount(goneBy end: Instant?, in workspace: ID<Workspace>) throws -> Int {
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.add(hasEntry)
    conditions.addGone(by: end, "q")
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
  /// No stay of the person ends after a moment.
  ///
  /// - Parameters:
  ///   - end: the moment. Nil for any end.
  ///   - stay: the name of a row with the person.
  fileprivate mutating func addGone(by end: Instant?, _ stay: String) {
    guard let end else { return }
    // What is added keeps planners from finding the stays by their ends instead of by their person.
    add(
      """
      NOT EXISTS (SELECT 1 FROM person_stays l WHERE l.workspace_id = \(stay).workspace_id
        AND l.acs_user_id = \(stay).acs_user_id AND l.ends_at + 0 > ?)
      """, end)
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
