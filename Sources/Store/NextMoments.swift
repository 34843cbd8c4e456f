package import API
package import Wire

extension Connection {
  /// The coming starts and ends of stays in order, with the names of the people.
  ///
  /// - Parameters:
  ///   - end: only moments before it. Nil for all.
  ///   - page: begins after a number of moments.
  package func nextMoments(
    at system: ID<AcsSystem>?, after now: Instant, until end: Instant?, _ page: PageRange, in workspace: ID<Workspace>
  ) throws -> PageOf<DeskMoment> {
    func part(_ column: String) -> Conditions {
      var conditions = Conditions(
        "workspace_id = ? AND \(column) > ? AND \(column) < ?", workspace, now, Instant.latest)
      conditions.add("\(column) < ?", ifPresent: end)
      conditions.add("acs_system_id = ?", ifPresent: system)
      return conditions
    }
    let (starts, ends) = (part("starts_at"), part("ends_at"))
    let before = page.from ?? 0
    let found = try all(
      """
      SELECT q.at, q.kind, q.acs_user_id, q.acs_system_id, q.access_grant_id FROM (
        SELECT starts_at AS at, 'stay_starts' AS kind, acs_user_id, acs_system_id, access_grant_id FROM person_stays
        WHERE \(starts.sql)
        UNION ALL SELECT ends_at, 'stay_ends', acs_user_id, acs_system_id, access_grant_id FROM person_stays
        WHERE \(ends.sql)
      ) q ORDER BY q.at, q.kind, q.acs_user_id, q.access_grant_id LIMIT ? OFFSET ?
      """, starts.values + ends.values + [page.limit + 1, before]
    ) { row in
      var columns = row.columns
      let (at, kind) = (columns.instant(), columns.text())
      var moment = DeskMoment(
        DeskMoment.Kind(rawValue: kind) ?? .stayStarts, at: at, acsUserID: columns.id(), acsSystemID: columns.id(),
        displayName: "")
      let grant = columns.text()
      moment.accessGrantID = grant.isEmpty ? nil : ID(grant)
      return moment
    }
    var moments = Array(found.prefix(page.limit))
    let names = try personNames(Set(moments.map(\.acsUserID)), in: workspace)
    for index in moments.indices { moments[index].displayName = names[moments[index].acsUserID] ?? "ACS user" }
    return PageOf(rows: moments, next: found.count > page.limit ? before + page.limit : nil)
  }
}
