// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.AccessGrants {
  /// The operations under `/access_grants/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged grant. Salto KS has none.
    ///
    /// - Parameters:
    ///   - accessGrantID: The grant.
    public func get(accessGrantID: ID<AccessGrant>) async throws -> UnmanagedAccessGrant {
      var request = UnmanagedAccessGrants.Get()
      request.accessGrantID = accessGrantID
      return try await seam.send(request)
    }

    /// Returns the unmanaged grants. Salto KS has none. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - acsEntranceID: Only grants to this entrance.
    ///   - acsSystemID: Only grants in this system.
    ///   - limit: Maximum number of grants per page.
    ///   - reservationKey: Only grants of this reservation.
    ///   - userIdentityID: Only grants of this identity.
    public func listAll(
      acsEntranceID: ID<AcsEntrance>? = nil, acsSystemID: ID<AcsSystem>? = nil, limit: Int = 500,
      reservationKey: String? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) -> Paginator<UnmanagedAccessGrant> {
      var request = UnmanagedAccessGrants.List()
      request.acsEntranceID = acsEntranceID
      request.acsSystemID = acsSystemID
      request.limit = limit
      request.reservationKey = reservationKey
      request.userIdentityID = userIdentityID
      return Paginator(seam, request)
    }

    /// Returns the unmanaged grants. Salto KS has none. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsEntranceID: Only grants to this entrance.
    ///   - acsSystemID: Only grants in this system.
    ///   - limit: Maximum number of grants per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - reservationKey: Only grants of this reservation.
    ///   - userIdentityID: Only grants of this identity.
    public func list(
      acsEntranceID: ID<AcsEntrance>? = nil, acsSystemID: ID<AcsSystem>? = nil, limit: Int = 500,
      pageCursor: String? = nil, reservationKey: String? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> [UnmanagedAccessGrant] {
      try await listAll(
        acsEntranceID: acsEntranceID, acsSystemID: acsSystemID, limit: limit, reservationKey: reservationKey,
        userIdentityID: userIdentityID
      ).items(after: pageCursor)
    }

    /// Makes an unmanaged grant managed. This cannot be undone.
    ///
    /// - Parameters:
    ///   - accessGrantID: The grant.
    ///   - isManaged: Must be true.
    ///   - accessGrantKey: Your own key for the grant.
    public func update(accessGrantID: ID<AccessGrant>, isManaged: Bool, accessGrantKey: String? = nil) async throws {
      var request = UnmanagedAccessGrants.Update()
      request.accessGrantID = accessGrantID
      request.isManaged = isManaged
      request.accessGrantKey = accessGrantKey
      try await seam.send(request)
    }
  }
}
