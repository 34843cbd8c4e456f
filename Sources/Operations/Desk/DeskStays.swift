import API
import Core
import Store
import Wire

extension Platform {
  func handleDeskStays(_ handlers: inout Handlers) {
    handlers.on(DeskStays.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      let secrets = secrets
      return try await read(caller) { connection, now in
        let (page, total) = try connection.stays(request.filter(at: now), paging.range, in: caller.workspaceID)
        let states = try connection.states(of: page.rows.map(\.grant), in: caller.workspaceID)
        let stays = try zip(page.rows, states).map { row, state in
          // The codes decide some of the warnings. They are not in the result.
          let grant = try secrets.resource(state, now: now, connection.brand, at: nil)
          return state.stay(grant, of: row.personName, now: now)
        }
        return Page(stays, paging.pagination(next: page.next, total: total))
      }
    }
    // In a transaction, so that no link is shown that the audit does not note.
    handlers.on(DeskStays.ShowLink.self) { request, caller in
      try await write(repeatable: caller) { change in
        let (method, state) = try change.transaction.method(request.accessMethodID, caller)
        let shown = try change.secrets.resource(
          state, method, now: change.now, change.brand, at: caller.address.known)
        guard shown.instantKeyURL != nil else { throw APIError.notFound(.instantKey) }
        change.transaction.noteCall()
        return shown
      }
    }
  }
}

extension DeskStays.List {
  fileprivate func filter(at now: Instant) -> StayFilter {
    var filter = StayFilter(now: now)
    filter.filter = self.filter
    filter.acsSystemID = acsSystemID
    filter.spaceID = spaceID
    filter.acsEntranceID = acsEntranceID
    filter.userIdentityID = userIdentityID
    filter.mode = mode
    filter.startsBefore = startsBefore
    filter.endsAfter = endsAfter
    filter.search = search
    return filter
  }
}
