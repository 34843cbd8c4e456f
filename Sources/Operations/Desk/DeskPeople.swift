import API
import Core
import Store
import Wire

extension Platform {
  func handleDeskPeople(_ handlers: inout Handlers) {
    handlers.on(DeskPeople.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, now in
        var filter = PersonFilter(now: now)
        filter.filter = request.filter
        filter.kind = request.kind
        filter.acsSystemID = request.acsSystemID
        filter.acsUserIDs = request.acsUserIDs
        filter.spaceIDs = request.spaceIDs
        filter.search = request.search
        if request.filter == .arriving || request.filter == .departing {
          filter.days = try connection.siteDays(
            showing: request.date, at: request.acsSystemID, in: caller.workspaceID, now: now)
        } else if request.date != nil {
          throw APIError.invalidInput("date", "Only the filters `arriving` and `departing` have a date")
        }
        if request.filter == .unmanaged {
          let (page, total) = try connection.unmanagedPeople(
            filter, by: request.sort, paging.range, in: caller.workspaceID)
          return Page(page.rows.map { $0.deskPerson(at: now) }, paging.pagination(next: page.next, total: total))
        }
        let (page, total) = try connection.people(filter, by: request.sort, paging.range, in: caller.workspaceID)
        let rows = try connection.personRows(page.rows, in: caller.workspaceID)
        return Page(
          rows.compactMap { $0.resource(now: now) }, paging.pagination(next: page.next, total: total))
      }
    }
    handlers.on(DeskPeople.Get.self) { request, caller in
      try await read(caller) { connection, now in
        let row = try connection.personRows([request.acsUserID], in: caller.workspaceID).first
        let unmanaged = try connection.siteUser(request.acsUserID, in: caller.workspaceID)
        guard let person = row?.resource(now: now) ?? unmanaged?.deskPerson(at: now) else {
          throw APIError.notFound(.acsUser, request.acsUserID.text)
        }
        var filter = ActivityFilter()
        filter.acsUserID = request.acsUserID
        let past = try connection.activities(filter, PageRange(from: nil, limit: 100), in: caller.workspaceID)
        return PersonHistory(
          person: person, nextMoments: row?.nextMoments(after: now) ?? [], pastActivities: past.rows)
      }
    }
    // In a transaction, so that no PIN is shown that the audit does not note.
    handlers.on(DeskPeople.ShowPin.self) { request, caller in
      try await write(repeatable: caller) { change in
        let user = try change.user(request.acsUserID)
        guard let id = try change.transaction.acsCredentialID(.code, of: user) else {
          throw APIError.notFound(.acsCredential)
        }
        change.transaction.noteCall()
        return try change.answer(change.credential(id))
      }
    }
  }
}

extension Connection {
  /// A local day of each time zone, with the sites of the zone.
  ///
  /// - Parameters:
  ///   - date: the date. Nil for today.
  ///   - system: only the site of this system.
  func siteDays(
    showing date: String?, at system: ID<AcsSystem>?, in workspace: ID<Workspace>, now: Instant
  ) throws -> [SiteDay] {
    let sites = try siteZones(in: workspace).filter { system == nil || $0.system == system }
    return try Dictionary(grouping: sites, by: \.zone).sorted { $0.key < $1.key }.map { name, sites in
      guard let zone = SiteZone(name) ?? SiteZone("UTC") else { throw APIError.internalError }
      let (start, end) = try zone.day(date: date, now: now)
      return SiteDay(systems: sites.map(\.system), startsAt: start, endsAt: end)
    }
  }
}

extension SiteZone {
  /// The start and the end of a local day.
  ///
  /// - Parameter date: the requested date. Nil for today.
  func day(date: String?, now: Instant) throws -> (startsAt: Instant, endsAt: Instant) {
    guard let date else { return (startOfDay(at: now), startOfNextDay(at: now)) }
    guard let day = day(showing: date) else {
      throw APIError.invalidInput("date", "Give a date in the site's time zone, such as 2024-11-01")
    }
    return day
  }
}
