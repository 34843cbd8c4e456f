import API
import Core
import Store
import Wire

extension Platform {
  func handleNextMoments(_ handlers: inout Handlers) {
    handlers.on(NextMoments.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, now in
        let page = try connection.nextMoments(
          at: request.acsSystemID, after: now, until: request.before, paging.range, in: caller.workspaceID)
        return Page(page.rows, paging.pagination(next: page.next))
      }
    }
  }
}
