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
    let before = page.from ?? 0
    let needed = before + page.limit + 1
    // Each part is read in the order of its index, as far as the page can reach.
    func part(_ column: String, _ kind: DeskMoment.Kind) -> Conditions {
      var conditions = Conditions(
        """
        SELECT \(column) AS at, '\(kind.rawValue)' AS kind, acs_user_id, acs_system_id, access_grant_id
        FROM person_stays WHERE workspace_id = ? AND \(column) > ? AND \(column) < ?
        """, workspace, now, Instant.latest)
      conditions.add("\(column) < ?", ifPresent: end)
      conditions.add("acs_system_id = ?", ifPresent: system)
      return conditions
    }
    let (starts, ends) = (part("starts_at", .stayStarts), part("ends_at", .stayEnds))
    let found = try all(
      """
      SELECT * FROM (\(starts.sql) ORDER BY starts_at, acs_user_id, access_grant_id LIMIT ?) s
      UNION ALL SELECT * FROM (\(ends.sql) ORDER BY ends_at, acs_user_id, access_grant_id LIMIT ?) e
      """, starts.values + [needed] + ends.values + [needed]
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
    func order(_ moment: DeskMoment) -> (Instant, String, String, String) {
      (moment.at, moment.kind.rawValue, moment.acsUserID.text, moment.accessGrantID?.text ?? "")
    }
    let following = found.sorted { order($0) < order($1) }.dropFirst(before)
    var moments = Array(following.prefix(page.limit))
    let names = try personNames(Set(moments.map(\.acsUserID)), in: workspace)
    for index in moments.indices { moments[index].displayName = names[moments[index].acsUserID] ?? "ACS user" }
    return PageOf(rows: moments, next: following.count > page.limit ? before + page.limit : nil)
  }
}
