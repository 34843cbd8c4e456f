import API
import Core
import Store
import Wire

/// All identities are managed: people of the provider are imported as ACS users, so these operations find nothing.
extension Platform {
  func handleUnmanagedUserIdentities(_ handlers: inout Handlers) {
    handlers.on(UnmanagedUserIdentities.Get.self) { request, _ in
      throw APIError.notFound(.userIdentity, request.userIdentityID.text)
    }
    handlers.on(UnmanagedUserIdentities.List.self) { request, caller in
      let paging = try Paging(request, limit: request.limit, cursor: request.pageCursor, caller)
      return Page([], paging.pagination(next: nil))
    }
    handlers.on(UnmanagedUserIdentities.Update.self) { request, _ in
      throw APIError.notFound(.userIdentity, request.userIdentityID.text)
    }
  }
}
