// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/access`.
  public struct Access: Sendable {
    let seam: Seam

    /// The operations under `/latchkey/access/revocations`.
    public var revocations: Revocations { Revocations(seam: seam) }

    /// Explains whether a person or access code could open an entrance at a past, present or future moment, and why.
    ///
    /// Give exactly one of `acsUserID`, `userIdentityID` and `accessCodeID`.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - acsUserID: ID of the ACS user.
    ///   - userIdentityID: ID of the ACS user's identity.
    ///   - accessCodeID: ID of the access code. Its means is always `code`.
    ///   - moment: The moment to judge access at. Defaults to now.
    ///   - means: The means by which the person would open the entrance.
    public func explain(
      acsEntranceID: ID<AcsEntrance>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil,
      accessCodeID: ID<AccessCode>? = nil, moment: Instant? = nil, means: AccessMeans = .mobileKey
    ) async throws -> AccessExplanation {
      var request = API.Access.Explain()
      request.acsEntranceID = acsEntranceID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      request.accessCodeID = accessCodeID
      request.moment = moment
      request.means = means
      return try await seam.send(request)
    }

    /// Returns the users who could open an entrance at a moment, and the users for whom this is unknown. Also returns
    /// the identities that may move its lock remotely. `access` asks for those for whom it stays shut, too. Pages are
    /// fetched on demand.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - moment: The moment to judge access at. Defaults to now.
    ///   - means: The means by which the people would open the entrance.
    ///   - access: Only people whose access is one of these. Defaults to `allowed` and `unknown`.
    ///   - limit: Number of users checked per page. The page contains those of them who have the requested access.
    public func listAllOpeners(
      acsEntranceID: ID<AcsEntrance>, moment: Instant? = nil, means: AccessMeans = .mobileKey,
      access: [AccessVerdict]? = nil, limit: Int = 500
    ) -> Paginator<AccessOpener> {
      var request = API.Access.ListOpeners()
      request.acsEntranceID = acsEntranceID
      request.moment = moment
      request.means = means
      request.access = access
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the users who could open an entrance at a moment, and the users for whom this is unknown. Also returns
    /// the identities that may move its lock remotely. `access` asks for those for whom it stays shut, too. Returns one
    /// page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - moment: The moment to judge access at. Defaults to now.
    ///   - means: The means by which the people would open the entrance.
    ///   - access: Only people whose access is one of these. Defaults to `allowed` and `unknown`.
    ///   - limit: Number of users checked per page. The page contains those of them who have the requested access.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func listOpeners(
      acsEntranceID: ID<AcsEntrance>, moment: Instant? = nil, means: AccessMeans = .mobileKey,
      access: [AccessVerdict]? = nil, limit: Int = 500, pageCursor: String? = nil
    ) async throws -> [AccessOpener] {
      try await listAllOpeners(
        acsEntranceID: acsEntranceID, moment: moment, means: means, access: access, limit: limit
      ).items(after: pageCursor)
    }

    /// Returns the entrances of an ACS user's access groups and access grants by name, each with whether it opens at a
    /// moment, by which groups, and until when. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user, who has no doors once they are deleted.
    ///   - moment: The moment to judge access at. Defaults to now.
    ///   - means: The means by which the person would open the entrances.
    ///   - limit: Maximum number of entrances per page.
    public func listAllDoors(
      acsUserID: ID<AcsUser>, moment: Instant? = nil, means: AccessMeans = .mobileKey, limit: Int = 100
    ) -> Paginator<AccessDoor> {
      var request = API.Access.ListDoors()
      request.acsUserID = acsUserID
      request.moment = moment
      request.means = means
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the entrances of an ACS user's access groups and access grants by name, each with whether it opens at a
    /// moment, by which groups, and until when. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user, who has no doors once they are deleted.
    ///   - moment: The moment to judge access at. Defaults to now.
    ///   - means: The means by which the person would open the entrances.
    ///   - limit: Maximum number of entrances per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func listDoors(
      acsUserID: ID<AcsUser>, moment: Instant? = nil, means: AccessMeans = .mobileKey, limit: Int = 100,
      pageCursor: String? = nil
    ) async throws -> [AccessDoor] {
      try await listAllDoors(acsUserID: acsUserID, moment: moment, means: means, limit: limit).items(after: pageCursor)
    }
  }
}
