// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/access`.
  public struct Access: Sendable {
    let seam: Seam

    /// The operations under `/latchkey/access/revocations`.
    public var revocations: Revocations { Revocations(seam: seam) }

    /// Says whether a person could open an entrance at a moment, past, present or to come, and why.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - acsUserID: The ACS user who comes.
    ///   - userIdentityID: The identity whose ACS user comes.
    ///   - moment: When; left out, now.
    ///   - means: What the person comes with.
    public func explain(
      acsEntranceID: ID<AcsEntrance>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil,
      moment: Instant? = nil, means: AccessMeans = .mobileKey
    ) async throws -> AccessExplanation {
      var request = API.Access.Explain()
      request.acsEntranceID = acsEntranceID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      request.moment = moment
      request.means = means
      return try await seam.send(request)
    }

    /// Returns the users who could open an entrance at a moment, and those of whom it is not known; also identities
    /// that may move its lock from afar. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - moment: When; left out, now.
    ///   - means: What the persons come with.
    ///   - limit: How many users a page looks at; it shows those who could open.
    public func listAllOpeners(
      acsEntranceID: ID<AcsEntrance>, moment: Instant? = nil, means: AccessMeans = .mobileKey, limit: Int = 500
    ) -> Paginator<AccessOpener> {
      var request = API.Access.ListOpeners()
      request.acsEntranceID = acsEntranceID
      request.moment = moment
      request.means = means
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the users who could open an entrance at a moment, and those of whom it is not known; also identities
    /// that may move its lock from afar. One page of them: the first, or the one that `pageCursor` names.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - moment: When; left out, now.
    ///   - means: What the persons come with.
    ///   - limit: How many users a page looks at; it shows those who could open.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    public func listOpeners(
      acsEntranceID: ID<AcsEntrance>, moment: Instant? = nil, means: AccessMeans = .mobileKey, limit: Int = 500,
      pageCursor: String? = nil
    ) async throws -> [AccessOpener] {
      try await listAllOpeners(
        acsEntranceID: acsEntranceID, moment: moment, means: means, limit: limit
      ).items(after: pageCursor)
    }
  }
}
