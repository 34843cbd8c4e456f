package import API
package import Core
package import Wire

/// A filter for the desk's list of stays.
package struct StayFilter: Sendable {
  package var filter: DeskStay.Filter?
  package var acsSystemID: ID<AcsSystem>?
  package var spaceID: ID<Space>?
  package var acsEntranceID: ID<AcsEntrance>?
  package var userIdentityID: ID<UserIdentity>?
  package var mode: AccessMethod.Mode?
  package var startsBefore: Instant?
  package var endsAfter: Instant?
  package var search: String?
  package let now: Instant
  package init(now: Instant) { self.now = now }
}

extension Connection {
  /// The grants that match a filter with the names of their people, and the number of them.
  ///
  /// - Parameter page: begins after a number of grants.
  package func stays(
    _ filter: StayFilter, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> (found: PageOf<(grant: AccessGrantRecord, personName: String)>, total: Int) {
    let conditions = filter.conditions(in: workspace)
    let source = "\(filter.source) WHERE \(conditions.sql)"
    let counts: [Int] = try all("SELECT COUNT(*) FROM \(source)", conditions.values) { row in
      var columns = row.columns
      return columns.integer()
    }
    let (before, total) = (max(0, page.from ?? 0), counts.first ?? 0)
    let count = max(0, min(page.limit, total - before))
    // The index is read from its nearer end, since all that is before the page is read too.
    let isBackward = before > total / 2
    let direction = filter.isAscending != isBackward ? "ASC" : "DESC"
    // The page is found before its rows and names are read, so that the others' are not.
    let found: [(grant: AccessGrantRecord, personName: String)] = try all(
      """
      SELECT \(AccessGrantRecord.columns), COALESCE(i.full_name, i.email_address, i.user_identity_key, '')
      FROM (SELECT access_grants.access_grant_id AS page_id FROM \(source)
        ORDER BY access_grants.starts_at \(direction), access_grants.access_grant_id \(direction)
        LIMIT ? OFFSET ?) p
      JOIN access_grants ON access_grants.workspace_id = ? AND access_grants.access_grant_id = p.page_id
      \(personOfGrant)
      """, conditions.values + [count, isBackward ? max(0, total - before - count) : before, workspace]
    ) { row in
      var columns = row.columns
      let grant = try AccessGrantRecord.read(&columns)
      return (grant: grant, personName: columns.text())
    }
    let rows = found.sorted { one, other in
      let (first, second) = filter.isAscending ? (one.grant, other.grant) : (other.grant, one.grant)
      return (first.schedule.startsAt, first.id.text) < (second.schedule.startsAt, second.id.text)
    }
    return (PageOf(rows: rows, next: before + count < total ? before + count : nil), total)
  }
}

/// Adds the person `i` of a grant to a query.
private let personOfGrant = """
  JOIN user_identities i
    ON i.workspace_id = access_grants.workspace_id AND i.user_identity_id = access_grants.user_identity_id
  """

extension StayFilter {
  /// Whether the earliest start is first.
  fileprivate var isAscending: Bool {
    switch filter {
    case .current, .upcoming, .withProblems: true
    case .over, nil: false
    }
  }

  /// The grants. Only a search looks at their people.
  fileprivate var source: String { search == nil ? "access_grants" : "access_grants \(personOfGrant)" }

  fileprivate func conditions(in workspace: ID<Workspace>) -> Conditions {
    var conditions = Conditions("access_grants.workspace_id = ? AND access_grants.is_deleted = 0", workspace)
    conditions.add("NOT \(grantMakesCodes)")
    switch filter {
    case .current:
      conditions.add(
        "access_grants.starts_at <= ? AND (access_grants.ends_at IS NULL OR access_grants.ends_at > ?)", now, now)
    case .upcoming: conditions.add("access_grants.starts_at > ?", now)
    case .over: conditions.add("access_grants.ends_at <= ?", now)
    case .withProblems:
      let doubtful = doubtfulGrantQuery(in: workspace, now: now)
      conditions.add("access_grants.access_grant_id IN (\(doubtful.sql))", all: doubtful.values)
    case nil: break
    }
    conditions.add("access_grants.user_identity_id = ?", ifPresent: userIdentityID)
    conditions.add(
      """
      EXISTS (SELECT 1 FROM access_methods m WHERE m.workspace_id = access_grants.workspace_id
        AND m.access_grant_id = access_grants.access_grant_id AND m.mode = ?)
      """, ifPresent: mode?.rawValue)
    conditions.add("access_grants.starts_at < ?", ifPresent: startsBefore)
    conditions.add("(access_grants.ends_at IS NULL OR access_grants.ends_at > ?)", ifPresent: endsAfter)
    conditions.addGrants(at: acsSystemID, to: acsEntranceID, onSpace: spaceID, in: workspace)
    conditions.search(
      search, in: "i.search_text", "lower(COALESCE(access_grants.name, ''))",
      "lower(COALESCE(access_grants.access_grant_key, ''))")
    return conditions
  }
}
