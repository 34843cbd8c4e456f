// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.UserIdentities {
  /// The operations under `/user_identities/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged identity. Salto KS brings none.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func get(userIdentityID: ID<UserIdentity>) async throws -> UnmanagedUserIdentity {
      var request = UnmanagedUserIdentities.Get()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the unmanaged identities. Salto KS brings none. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - limit: How many identities a page has at most.
    ///   - search: Only identities whose name, address, number or ID holds this text.
    public func listAll(
      createdBefore: Instant? = nil, limit: Int = 500, search: String? = nil
    ) -> Paginator<UnmanagedUserIdentity> {
      var request = UnmanagedUserIdentities.List()
      request.createdBefore = createdBefore
      request.limit = limit
      request.search = search
      return Paginator(seam, request)
    }

    /// Returns the unmanaged identities. Salto KS brings none. One page of them: the first, or the one that
    /// `pageCursor` names.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - limit: How many identities a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only identities whose name, address, number or ID holds this text.
    public func list(
      createdBefore: Instant? = nil, limit: Int = 500, pageCursor: String? = nil, search: String? = nil
    ) async throws -> [UnmanagedUserIdentity] {
      try await listAll(createdBefore: createdBefore, limit: limit, search: search).items(after: pageCursor)
    }

    /// Takes an unmanaged identity under the caller's care, for good.
    ///
    /// - Parameters:
    ///   - isManaged: True; there is no way back.
    ///   - userIdentityID: The identity.
    ///   - userIdentityKey: The caller's own key for it.
    public func update(isManaged: Bool, userIdentityID: ID<UserIdentity>, userIdentityKey: String? = nil) async throws {
      var request = UnmanagedUserIdentities.Update()
      request.isManaged = isManaged
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      try await seam.send(request)
    }
  }
}
