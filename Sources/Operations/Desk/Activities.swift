import API
import Core
import Store
import Wire

extension Platform {
  func handleActivities(_ handlers: inout Handlers) {
    handlers.on(Activities.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return try await read(caller) { connection, _ in
        var filter = request.filter
        filter.userIdentityID = try request.userIdentityID.map { try connection.current($0, in: caller.workspaceID) }
        let page = try connection.activities(filter, paging.range, in: caller.workspaceID)
        return Page(page.rows, paging.pagination(next: page.next))
      }
    }
  }
}

extension Activities.List {
  fileprivate var filter: ActivityFilter {
    var filter = ActivityFilter()
    filter.kinds = kinds
    filter.from = since
    filter.until = before
    filter.acsUserID = acsUserID
    filter.acsEntranceID = acsEntranceID
    filter.acsSystemID = acsSystemID
    filter.search = search
    return filter
  }
}
