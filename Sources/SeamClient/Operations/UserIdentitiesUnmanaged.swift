// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.UserIdentities {
  /// The operations under `/user_identities/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged identity. Salto KS has none.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func get(userIdentityID: ID<UserIdentity>) async throws -> UnmanagedUserIdentity {
      var request = UnmanagedUserIdentities.Get()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the unmanaged identities. Salto KS has none. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - limit: Maximum number of identities per page.
    ///   - search: Only identities whose name, e-mail address, phone number or ID contains this text.
    public func listAll(
      createdBefore: Instant? = nil, limit: Int = 500, search: String? = nil
    ) -> Paginator<UnmanagedUserIdentity> {
      var request = UnmanagedUserIdentities.List()
      request.createdBefore = createdBefore
      request.limit = limit
      request.search = search
      return Paginator(seam, request)
    }

    /// Returns the unmanaged identities. Salto KS has none. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - limit: Maximum number of identities per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only identities whose name, e-mail address, phone number or ID contains this text.
    public func list(
      createdBefore: Instant? = nil, limit: Int = 500, pageCursor: String? = nil, search: String? = nil
    ) async throws -> [UnmanagedUserIdentity] {
      try await listAll(createdBefore: createdBefore, limit: limit, search: search).items(after: pageCursor)
    }

    /// Makes an unmanaged identity managed. This cannot be undone.
    ///
    /// - Parameters:
    ///   - isManaged: Must be true.
    ///   - userIdentityID: The identity.
    ///   - userIdentityKey: Your own key for the identity.
    public func update(isManaged: Bool, userIdentityID: ID<UserIdentity>, userIdentityKey: String? = nil) async throws {
      var request = UnmanagedUserIdentities.Update()
      request.isManaged = isManaged
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      try await seam.send(request)
    }
  }
}
