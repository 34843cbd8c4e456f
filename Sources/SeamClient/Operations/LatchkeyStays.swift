// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/stays`.
  public struct Stays: Sendable {
    let seam: Seam

    /// Creates, updates or ends the people and access grants of a file with stays. With `preview`, changes nothing and
    /// returns what it would do.
    ///
    /// - Parameters:
    ///   - customerKey: Your own key for the customer of the stays.
    ///   - document: The text of the file.
    ///   - format: The format of the file.
    ///   - defaultCheckinTime: Local time of arrival on a day without one. Defaults to the space's, or else 15:00.
    ///   - defaultCheckoutTime: Local time of departure on a day without one. Defaults to the space's, or else 11:00.
    ///   - placeKey: Your own key for the space of stays that name none.
    ///   - preview: Whether to change nothing.
    ///   - timeZone: IANA time zone of local times, such as Europe/Amsterdam. Defaults to the space's.
    @discardableResult
    public func `import`(
      customerKey: String, document: DocumentText, format: StayFormat, defaultCheckinTime: String? = nil,
      defaultCheckoutTime: String? = nil, placeKey: String? = nil, preview: Bool = false, timeZone: String? = nil
    ) async throws -> CustomerRun {
      var request = API.Stays.Import()
      request.customerKey = customerKey
      request.document = document
      request.format = format
      request.defaultCheckinTime = defaultCheckinTime
      request.defaultCheckoutTime = defaultCheckoutTime
      request.placeKey = placeKey
      request.preview = preview
      request.timeZone = timeZone
      return try await seam.send(request)
    }

    /// Returns the access grants with their people, places and means, in order of their start. Without a filter, and
    /// for stays that are over, the latest start comes first. Grants that are being deleted are not listed. Pages are
    /// fetched on demand.
    ///
    /// - Parameters:
    ///   - filter: Only stays in this state now.
    ///   - acsSystemID: Only stays with access at the site of this system.
    ///   - spaceID: Only stays in this space.
    ///   - acsEntranceID: Only stays with access to this entrance, alone or by a space.
    ///   - userIdentityID: Only stays of this identity.
    ///   - mode: Only stays with this means of access.
    ///   - startsBefore: Only stays that start before this moment.
    ///   - endsAfter: Only stays that end after this moment, or never.
    ///   - search: Only stays whose name, key, or person's name, e-mail address, phone number or ID contains this text.
    ///   - limit: Maximum number of stays per page.
    public func listAll(
      filter: DeskStay.Filter? = nil, acsSystemID: ID<AcsSystem>? = nil, spaceID: ID<Space>? = nil,
      acsEntranceID: ID<AcsEntrance>? = nil, userIdentityID: ID<UserIdentity>? = nil, mode: AccessMethod.Mode? = nil,
      startsBefore: Instant? = nil, endsAfter: Instant? = nil, search: String? = nil, limit: Int = 100
    ) -> Paginator<DeskStay> {
      var request = DeskStays.List()
      request.filter = filter
      request.acsSystemID = acsSystemID
      request.spaceID = spaceID
      request.acsEntranceID = acsEntranceID
      request.userIdentityID = userIdentityID
      request.mode = mode
      request.startsBefore = startsBefore
      request.endsAfter = endsAfter
      request.search = search
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the access grants with their people, places and means, in order of their start. Without a filter, and
    /// for stays that are over, the latest start comes first. Grants that are being deleted are not listed. Returns one
    /// page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - filter: Only stays in this state now.
    ///   - acsSystemID: Only stays with access at the site of this system.
    ///   - spaceID: Only stays in this space.
    ///   - acsEntranceID: Only stays with access to this entrance, alone or by a space.
    ///   - userIdentityID: Only stays of this identity.
    ///   - mode: Only stays with this means of access.
    ///   - startsBefore: Only stays that start before this moment.
    ///   - endsAfter: Only stays that end after this moment, or never.
    ///   - search: Only stays whose name, key, or person's name, e-mail address, phone number or ID contains this text.
    ///   - limit: Maximum number of stays per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      filter: DeskStay.Filter? = nil, acsSystemID: ID<AcsSystem>? = nil, spaceID: ID<Space>? = nil,
      acsEntranceID: ID<AcsEntrance>? = nil, userIdentityID: ID<UserIdentity>? = nil, mode: AccessMethod.Mode? = nil,
      startsBefore: Instant? = nil, endsAfter: Instant? = nil, search: String? = nil, limit: Int = 100,
      pageCursor: String? = nil
    ) async throws -> [DeskStay] {
      try await listAll(
        filter: filter, acsSystemID: acsSystemID, spaceID: spaceID, acsEntranceID: acsEntranceID,
        userIdentityID: userIdentityID, mode: mode, startsBefore: startsBefore, endsAfter: endsAfter, search: search,
        limit: limit
      ).items(after: pageCursor)
    }

    /// Returns an access method with its link. The audit notes who saw it.
    ///
    /// - Parameters:
    ///   - accessMethodID: The access method.
    @discardableResult
    public func showLink(accessMethodID: ID<AccessMethod>) async throws -> AccessMethod {
      var request = DeskStays.ShowLink()
      request.accessMethodID = accessMethodID
      return try await seam.send(request)
    }
  }
}
