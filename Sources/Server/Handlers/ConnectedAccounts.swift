import API
import Core
import Store
import Wire

extension Platform {
  func handleConnectedAccounts(_ handlers: inout Handlers) {
    handlers.on(ConnectedAccounts.Get.self) { request, caller in
      try await read(caller) { connection, _ in
        let found =
          try request.connectedAccountID.map { try connection.connectedAccount($0, in: caller.workspaceID) }
          ?? request.email.map { try connection.connectedAccount(emailAddress: $0, in: caller.workspaceID) }
        guard let account = found ?? nil, caller.session?.connectedAccountIDs.contains(account.id) ?? true else {
          throw APIError.notFound(.connectedAccount, request.connectedAccountID?.text)
        }
        return account.resource(try connection.acsSystems(of: account.id, in: caller.workspaceID))
      }
    }
    handlers.on(ConnectedAccounts.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      // No account has a space yet.
      if request.spaceID != nil { return Page([], paging.pagination(next: nil)) }
      return try await read(caller) { connection, _ in
        var filter = ConnectedAccountFilter()
        filter.customerKey = request.customerKey
        filter.customMetadata = request.customMetadataHas?.members ?? [:]
        filter.search = request.search
        if let key = request.userIdentifierKey {
          filter.ids = try connection.clientSession(key: key, in: caller.workspaceID)?.connectedAccountIDs ?? []
        }
        let page = try connection.connectedAccounts(filter, paging.range, in: caller.workspaceID)
        let items = try page.rows.map {
          $0.resource(try connection.acsSystems(of: $0.id, in: caller.workspaceID))
        }
        return Page(items, paging.pagination(next: page.next))
      }
    }
  }
}
