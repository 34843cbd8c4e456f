// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/activity`.
  public struct Activity: Sendable {
    let seam: Seam

    /// Returns events with the names of people and doors, newest first. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - kinds: Only activities of these kinds.
    ///   - acsEntranceID: Only activities at this door.
    ///   - acsUserID: Only activities of this ACS user, who may be deleted.
    ///   - userIdentityID: Only activities of this identity's ACS users.
    ///   - acsSystemID: Only activities at the site of this system.
    ///   - search: Only activities of people and doors whose name contains this text.
    ///   - since: Only events recorded after this moment.
    ///   - before: Only events recorded before this moment.
    ///   - limit: Maximum number of activities per page.
    public func listAll(
      kinds: [API.Activity.Kind]? = nil, acsEntranceID: ID<AcsEntrance>? = nil, acsUserID: ID<AcsUser>? = nil,
      userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil, search: String? = nil,
      since: Instant? = nil, before: Instant? = nil, limit: Int = 100
    ) -> Paginator<API.Activity> {
      var request = Activities.List()
      request.kinds = kinds
      request.acsEntranceID = acsEntranceID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      request.acsSystemID = acsSystemID
      request.search = search
      request.since = since
      request.before = before
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns events with the names of people and doors, newest first. Returns one page: the first, or the one at
    /// `pageCursor`.
    ///
    /// - Parameters:
    ///   - kinds: Only activities of these kinds.
    ///   - acsEntranceID: Only activities at this door.
    ///   - acsUserID: Only activities of this ACS user, who may be deleted.
    ///   - userIdentityID: Only activities of this identity's ACS users.
    ///   - acsSystemID: Only activities at the site of this system.
    ///   - search: Only activities of people and doors whose name contains this text.
    ///   - since: Only events recorded after this moment.
    ///   - before: Only events recorded before this moment.
    ///   - limit: Maximum number of activities per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      kinds: [API.Activity.Kind]? = nil, acsEntranceID: ID<AcsEntrance>? = nil, acsUserID: ID<AcsUser>? = nil,
      userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil, search: String? = nil,
      since: Instant? = nil, before: Instant? = nil, limit: Int = 100, pageCursor: String? = nil
    ) async throws -> [API.Activity] {
      try await listAll(
        kinds: kinds, acsEntranceID: acsEntranceID, acsUserID: acsUserID, userIdentityID: userIdentityID,
        acsSystemID: acsSystemID, search: search, since: since, before: before, limit: limit
      ).items(after: pageCursor)
    }
  }
}
