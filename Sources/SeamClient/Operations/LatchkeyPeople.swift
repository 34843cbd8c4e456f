// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/people`.
  public struct People: Sendable {
    let seam: Seam

    /// Deletes a user identity as `/userIdentities/delete` does, and what the audit and the events have about the
    /// person. The audit stays intact. It also works for an identity that was deleted before.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func erase(userIdentityID: ID<UserIdentity>) async throws {
      var request = API.People.Erase()
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Returns the people at the sites with their stays, errors and last entries. A person is listed once for each ACS
    /// user, also after the ACS user was deleted with the last access grant. People whom the site's staff added are
    /// listed only by the filter `unmanaged`. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - filter: Only people who arrive or depart on a day, are in this state now, or were added at the site.
    ///   - date: The day of arrival or departure, in the time zone of each site, such as `2024-11-01`. Defaults to
    ///     today.
    ///   - kind: Only guests, whose stays all have an end, or only staff. `filter` and `spaceIDs` say which stays
    ///     count.
    ///   - acsSystemID: Only people at the site of this system.
    ///   - acsUserIDs: Only these ACS users.
    ///   - spaceIDs: Only people with a stay in one of these spaces. `filter` is about these stays.
    ///   - search: Only people whose name, e-mail address, phone number or ID contains this text.
    ///   - sort: Order of the people.
    ///   - limit: Maximum number of people per page.
    public func listAll(
      filter: DeskPerson.Filter? = nil, date: String? = nil, kind: DeskPerson.Kind? = nil,
      acsSystemID: ID<AcsSystem>? = nil, acsUserIDs: [ID<AcsUser>]? = nil, spaceIDs: [ID<Space>]? = nil,
      search: String? = nil, sort: DeskPerson.Sort = .startsAt, limit: Int = 100
    ) -> Paginator<DeskPerson> {
      var request = DeskPeople.List()
      request.filter = filter
      request.date = date
      request.kind = kind
      request.acsSystemID = acsSystemID
      request.acsUserIDs = acsUserIDs
      request.spaceIDs = spaceIDs
      request.search = search
      request.sort = sort
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the people at the sites with their stays, errors and last entries. A person is listed once for each ACS
    /// user, also after the ACS user was deleted with the last access grant. People whom the site's staff added are
    /// listed only by the filter `unmanaged`. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - filter: Only people who arrive or depart on a day, are in this state now, or were added at the site.
    ///   - date: The day of arrival or departure, in the time zone of each site, such as `2024-11-01`. Defaults to
    ///     today.
    ///   - kind: Only guests, whose stays all have an end, or only staff. `filter` and `spaceIDs` say which stays
    ///     count.
    ///   - acsSystemID: Only people at the site of this system.
    ///   - acsUserIDs: Only these ACS users.
    ///   - spaceIDs: Only people with a stay in one of these spaces. `filter` is about these stays.
    ///   - search: Only people whose name, e-mail address, phone number or ID contains this text.
    ///   - sort: Order of the people.
    ///   - limit: Maximum number of people per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      filter: DeskPerson.Filter? = nil, date: String? = nil, kind: DeskPerson.Kind? = nil,
      acsSystemID: ID<AcsSystem>? = nil, acsUserIDs: [ID<AcsUser>]? = nil, spaceIDs: [ID<Space>]? = nil,
      search: String? = nil, sort: DeskPerson.Sort = .startsAt, limit: Int = 100, pageCursor: String? = nil
    ) async throws -> [DeskPerson] {
      try await listAll(
        filter: filter, date: date, kind: kind, acsSystemID: acsSystemID, acsUserIDs: acsUserIDs, spaceIDs: spaceIDs,
        search: search, sort: sort, limit: limit
      ).items(after: pageCursor)
    }

    /// Returns a person with the stays, what will happen to the access, and what has happened.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user, who may be deleted.
    public func get(acsUserID: ID<AcsUser>) async throws -> PersonHistory {
      var request = DeskPeople.Get()
      request.acsUserID = acsUserID
      return try await seam.send(request)
    }

    /// Returns the credential with the PIN of a person. The audit notes who saw it.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user.
    @discardableResult
    public func showPin(acsUserID: ID<AcsUser>) async throws -> AcsCredential {
      var request = DeskPeople.ShowPin()
      request.acsUserID = acsUserID
      return try await seam.send(request)
    }
  }
}
