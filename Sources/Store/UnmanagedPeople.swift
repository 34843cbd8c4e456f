package import API
package import Core
package import Wire

extension Connection {
  /// The people whom the site's staff added, and their number. They have no stays, so only their names order them, and
  /// else their creation.
  ///
  /// - Parameter page: begins after a number of people.
  package func unmanagedPeople(
    _ filter: PersonFilter, by sort: DeskPerson.Sort, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> (found: PageOf<SiteUserRecord>, total: Int) {
    var conditions = Conditions("workspace_id = ?", workspace)
    conditions.add("acs_system_id = ?", ifPresent: filter.acsSystemID)
    conditions.among(filter.acsUserIDs, column: "acs_user_id")
    conditions.search(filter.search, in: "search_text")
    let total: [Int] = try all("SELECT COUNT(*) FROM site_users WHERE \(conditions.sql)", conditions.values) { row in
      var columns = row.columns
      return columns.integer()
    }
    let before = page.from ?? 0
    let order = sort == .name ? "search_text, acs_user_id" : "sequence"
    let rows = try all(
      """
      SELECT \(SiteUserRecord.columns) FROM site_users WHERE \(conditions.sql)
      ORDER BY \(order) LIMIT ? OFFSET ?
      """, conditions.values + [page.limit + 1, before], SiteUserRecord.read)
    let next = rows.count > page.limit ? before + page.limit : nil
    return (PageOf(rows: Array(rows.prefix(page.limit)), next: next), total.first ?? 0)
  }
}
