package import API
package import Core
package import Wire

/// A filter for lists of people.
package struct PersonFilter: Sendable {
  package var filter: DeskPerson.Filter?
  package var kind: DeskPerson.Kind?
  /// The day of arrival or departure.
  package var days: [SiteDay] = []
  package var acsSystemID: ID<AcsSystem>?
  package var acsUserIDs: [ID<AcsUser>]?
  package var spaceIDs: [ID<Space>]?
  package var search: String?
  package let now: Instant
  package init(now: Instant) { self.now = now }
}

extension Connection {
  /// The people who match a filter, and their number.
  ///
  /// - Parameter page: begins after a number of people.
  package func people(
    _ filter: PersonFilter, by sort: DeskPerson.Sort, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> (found: PageOf<ID<AcsUser>>, total: Int) {
    let before = max(0, page.from ?? 0)
    if let times = filter.times {
      let total = try personCount(times, in: workspace)
      let count = min(page.limit, total - before)
      if count <= 0 { return (PageOf(rows: [], next: nil), total) }
      let found =
        try sort == .lastEntry
        ? peopleByLastEntry(times, from: before, limit: count, in: workspace)
        : peopleInOrder(by: sort, times, from: before, limit: count, of: total, in: workspace)
      return (PageOf(rows: found, next: before + count < total ? before + page.limit : nil), total)
    }
    let (stays, people) = (filter.stays(in: workspace), filter.people)
    // The text keeps planners from reading all stays in the order of their people.
    let groups = "FROM person_stays q WHERE \(stays.sql) GROUP BY q.acs_user_id || '' HAVING \(people.sql)"
    let values = stays.values + people.values
    let order = sort.order(in: workspace)
    var total = 0
    let ids: [ID<AcsUser>] = try all(
      """
      SELECT p.acs_user_id, COUNT(*) OVER () FROM (SELECT q.acs_user_id || '' AS acs_user_id, MIN(q.starts_at) AS starts_at,
        MAX(q.ends_at) AS ends_at, MIN(COALESCE(q.user_text, q.identity_text, '')) AS name \(groups)) p
      ORDER BY \(order.sql), p.acs_user_id LIMIT ? OFFSET ?
      """, values + order.values + [page.limit + 1, before]
    ) { row in
      var columns = row.columns
      let id = columns.id(AcsUser.self)
      total = columns.integer()
      return id
    }
    if ids.isEmpty, before > 0 { total = try rowCount("SELECT 1 \(groups)", values) }
    let next = ids.count > page.limit ? before + page.limit : nil
    return (PageOf(rows: Array(ids.prefix(page.limit)), next: next), total)
  }

  /// Everything that the desk shows of people, in a fixed number of statements. In the order of the IDs.
  package func personRows(_ ids: [ID<AcsUser>], in workspace: ID<Workspace>) throws -> [PersonRow] {
    if ids.isEmpty { return [] }
    let users = Dictionary(try acsUserRows(ids, in: workspace).map { ($0.user.id, $0) }) { first, _ in first }
    let stays = try personStays(of: ids, in: workspace)
    let means = try means(of: ids, in: workspace)
    let entries = try lastEntries(ofPeople: ids, in: workspace)
    return ids.map { id in
      let known = stays[id] ?? []
      var row = PersonRow(
        id: id, user: users[id], identity: users[id]?.identity ?? known.compactMap(\.identity).first,
        stays: known.map(\.stay))
      row.means = means[id] ?? []
      row.lastEntry = entries[id]
      return row
    }
  }

  /// The stays of people by their ACS users, with the identity of each.
  private func personStays(
    of ids: [ID<AcsUser>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [(stay: PersonStay, identity: AcsUserRow.LinkedIdentity?)]] {
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.among(ids, column: "q.acs_user_id")
    // Few stays are found by their users, so the order must not come from the index of all starts.
    let found = try all(
      """
      SELECT q.acs_user_id, q.acs_system_id, g.access_grant_id, g.name, q.starts_at, q.ends_at, i.user_identity_id,
        i.email_address, i.full_name, i.phone_number
      FROM person_stays q LEFT JOIN access_grants g
        ON g.workspace_id = q.workspace_id AND g.access_grant_id = q.access_grant_id
      LEFT JOIN user_identities i ON i.workspace_id = q.workspace_id AND i.user_identity_id = q.user_identity_id
      WHERE \(conditions.sql) ORDER BY q.starts_at + 0, q.access_grant_id
      """, conditions.values, readStay)
    let grants = Array(Set(found.compactMap(\.stay.accessGrantID)))
    let spaces = try spaces(ofGrants: grants, in: workspace)
    let named = found.map { one in
      var one = one
      let own = one.stay.accessGrantID.flatMap { spaces[$0] } ?? []
      (one.stay.spaceNames, one.stay.spaceIDs) = (own.map(\.name), own.map(\.id))
      return one
    }
    return Dictionary(grouping: named, by: \.stay.acsUserID)
  }

  /// The means by which people open doors, without the phones' parts of mobile keys.
  private func means(
    of ids: [ID<AcsUser>], in workspace: ID<Workspace>
  ) throws -> [ID<AcsUser>: [DeskPerson.Means]] {
    var conditions = Conditions("workspace_id = ? AND parent_acs_credential_id IS NULL", workspace)
    conditions.among(ids, column: "acs_user_id")
    let found = try all(
      """
      SELECT acs_user_id, access_method, issued_at IS NOT NULL OR EXISTS (SELECT 1 FROM acs_credentials x
        WHERE x.workspace_id = acs_credentials.workspace_id AND x.issued_at IS NOT NULL
          AND x.parent_acs_credential_id = acs_credentials.acs_credential_id)
      FROM acs_credentials WHERE \(conditions.sql) ORDER BY sequence
      """, conditions.values
    ) { row in
      var columns = row.columns
      let (user, method, isIssued) = (columns.id(AcsUser.self), columns.text(), columns.flag())
      let known = AcsCredential.AccessMethod(rawValue: method)
      // A cloud key exists only here, and is issued at its creation.
      let means = known.map { DeskPerson.Means(accessMethod: $0, isIssued: isIssued || $0 == .cloudKey) }
      return (user: user, means: means)
    }
    return Dictionary(grouping: found, by: \.user).mapValues { $0.compactMap(\.means) }
  }
}

private func readStay(_ row: Row) -> (stay: PersonStay, identity: AcsUserRow.LinkedIdentity?) {
  var columns = row.columns
  var stay = PersonStay(
    acsUserID: columns.id(), acsSystemID: columns.id(), accessGrantID: columns.optionalID(),
    name: columns.optionalText(), schedule: nil)
  let (startsAt, endsAt) = (columns.instant(), columns.instant())
  if startsAt > .earliest { stay.schedule = Schedule(startsAt: startsAt, endsAt: endsAt == .latest ? nil : endsAt) }
  let id = columns.optionalID(UserIdentity.self)
  let (emailAddress, fullName) = (columns.optionalText(), columns.optionalText())
  let phoneNumber = columns.optionalText()
  let identity = id.map {
    AcsUserRow.LinkedIdentity(id: $0, emailAddress: emailAddress, fullName: fullName, phoneNumber: phoneNumber)
  }
  return (stay, identity)
}

extension DeskPerson.Sort {
  /// The order of the people `p` of a list.
  fileprivate func order(in workspace: ID<Workspace>) -> (sql: String, values: [any SQLValue]) {
    switch self {
    case .name, .startsAt, .endsAt: return ("p.\(rawValue)", [])
    case .lastEntry:
      let last = """
        COALESCE((SELECT MAX(x.occurred_at) FROM entries x
          WHERE x.workspace_id = ? AND x.acs_user_id = p.acs_user_id AND x.is_opening = 1), 0) DESC
        """
      return (last, [workspace])
    }
  }
}

extension PersonFilter {
  /// The times of the people, if nothing else is asked of them. They are so many that their page is found in the order of
  /// an index.
  fileprivate var times: PersonTimes? {
    guard kind != .staff, acsSystemID == nil, acsUserIDs == nil, spaceIDs == nil, search == nil else { return nil }
    switch filter {
    case .upcoming: return kind == nil ? .upcoming(after: now) : nil
    case .gone, nil: return lastEnd.map { .gone(by: $0) } ?? .any
    default: return nil
    }
  }

  /// Nobody of the list has a stay that ends after this moment. Nil for any end.
  fileprivate var lastEnd: Instant? {
    if filter == .gone { return now }
    return kind == .guest ? Instant.latest - .microseconds(1) : nil
  }

  /// The stays `q` of the people.
  fileprivate func stays(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("q.workspace_id = ?", workspace)
    conditions.add("q.acs_system_id = ?", ifPresent: acsSystemID)
    conditions.among(acsUserIDs, column: "q.acs_user_id")
    if let spaceIDs {
      var spaces = Conditions("x.workspace_id = ?", workspace)
      spaces.among(spaceIDs, column: "x.space_id")
      conditions.add(
        "q.access_grant_id IN (SELECT x.access_grant_id FROM access_grant_spaces x WHERE \(spaces.sql))",
        all: spaces.values)
    }
    conditions.search(search, in: "q.user_text", "q.identity_text")
    switch filter {
    case .arriving: conditions.add("q.starts_at", at: "q.acs_system_id", in: days, isEnd: false)
    case .departing: conditions.add("q.ends_at", at: "q.acs_system_id", in: days, isEnd: true)
    case .inHouse:
      // The stays are found in an index that has both times, before their texts are read. What is added to their start
      // keeps planners from finding them by it.
      conditions.add(
        """
        (q.acs_user_id, q.access_grant_id) IN (SELECT s.acs_user_id, s.access_grant_id FROM person_stays s
          WHERE s.workspace_id = ? AND s.ends_at > ? AND s.starts_at + 0 <= ? AND s.starts_at + 0 > ?)
        """, workspace, now, now, Instant.earliest)
    case .upcoming: conditions.add("\(end) > ?", now)
    case .permanent: conditions.add("q.starts_at = ?", Instant.earliest)
    case .suspended:
      conditions.addUsers(
        Conditions("u.workspace_id = ? AND u.is_suspended = 1", workspace),
        or: Conditions(
          "u.workspace_id = ? AND u.observed_blocked = 1 AND u.origin = ?", workspace,
          AcsUserRecord.Origin.takenUp.rawValue))
    case .withErrors:
      conditions.addUsers(
        Conditions("u.workspace_id = ? AND u.refusals IS NOT NULL", workspace),
        or: Conditions(
          "u.workspace_id = ? AND u.seat > 0 AND u.seat = ?", workspace, AcsUserRecord.Seat.exceeded.rawValue))
    // They have no stays.
    case .unmanaged: conditions.add("1 = 0")
    case .gone, nil: break
    }
    if kind == .staff { conditions.add("q.ends_at = ?", Instant.latest) }
    return conditions
  }

  /// The end of a stay. Those of some spaces are few, and are found by their grants instead of their ends.
  private var end: String { spaceIDs == nil ? "q.ends_at" : "q.ends_at + 0" }

  /// What is true of all of a person's stays together.
  fileprivate var people: Conditions {
    var conditions = Conditions("1 = 1")
    if let lastEnd { conditions.add("MAX(q.ends_at) <= ?", lastEnd) }
    if filter == .upcoming { conditions.add("MIN(q.starts_at) > ?", now) }
    return conditions
  }
}

extension Conditions {
  /// The ACS user `u` of the stay exists and meets one of two conditions, each of which has an index.
  fileprivate mutating func addUsers(_ one: Conditions, or other: Conditions) {
    add(
      """
      q.acs_user_id IN (SELECT u.acs_user_id FROM acs_users u WHERE \(one.sql)
        UNION SELECT u.acs_user_id FROM acs_users u WHERE \(other.sql))
      """, all: one.values + other.values)
  }
}
