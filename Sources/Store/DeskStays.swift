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
    let source = """
      access_grants JOIN user_identities i
        ON i.workspace_id = access_grants.workspace_id AND i.user_identity_id = access_grants.user_identity_id
      WHERE \(conditions.sql)
      """
    let total: [Int] = try all("SELECT COUNT(*) FROM \(source)", conditions.values) { row in
      var columns = row.columns
      return columns.integer()
    }
    let before = page.from ?? 0
    let rows: [(grant: AccessGrantRecord, personName: String)] = try all(
      """
      SELECT \(AccessGrantRecord.columns), COALESCE(i.full_name, i.email_address, i.user_identity_key, '')
      FROM \(source) ORDER BY access_grants.starts_at \(filter.order), access_grants.access_grant_id LIMIT ? OFFSET ?
      """, conditions.values + [page.limit + 1, before]
    ) { row in
      var columns = row.columns
      let grant = try AccessGrantRecord.read(&columns)
      return (grant: grant, personName: columns.text())
    }
    let next = rows.count > page.limit ? before + page.limit : nil
    return (PageOf(rows: Array(rows.prefix(page.limit)), next: next), total.first ?? 0)
  }
}

extension StayFilter {
  /// The direction in which the starts are sorted.
  fileprivate var order: String {
    switch filter {
    case .current, .upcoming, .withProblems: "ASC"
    case .over, nil: "DESC"
    }
  }

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
    conditions.add("access_grants.starts_at < ?", ifPresent: startsBefore)
    conditions.add("(access_grants.ends_at IS NULL OR access_grants.ends_at > ?)", ifPresent: endsAfter)
    conditions.addGrants(at: acsSystemID, to: acsEntranceID, onSpace: spaceID, in: workspace)
    conditions.search(
      search, in: "i.search_text", "lower(COALESCE(access_grants.name, ''))",
      "lower(COALESCE(access_grants.access_grant_key, ''))")
    return conditions
  }
}
