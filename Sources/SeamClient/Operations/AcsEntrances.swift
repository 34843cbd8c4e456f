// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/entrances`.
  public struct Entrances: Sendable {
    let seam: Seam

    /// Returns one entrance.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    public func get(acsEntranceID: ID<AcsEntrance>) async throws -> AcsEntrance {
      var request = AcsEntrances.Get()
      request.acsEntranceID = acsEntranceID
      return try await seam.send(request)
    }

    /// Returns the entrances of the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - accessMethodID: Only entrances of this access method.
    ///   - acsCredentialID: Only entrances that this credential opens.
    ///   - acsEntranceIDs: Only these entrances.
    ///   - acsSystemID: Only entrances of this system.
    ///   - connectedAccountID: Only entrances of this account.
    ///   - customerKey: Only entrances of this customer.
    ///   - limit: Maximum number of entrances per page.
    ///   - search: Only entrances whose name contains this text.
    ///   - spaceID: Only entrances of this space.
    public func listAll(
      accessMethodID: ID<AccessMethod>? = nil, acsCredentialID: ID<AcsCredential>? = nil,
      acsEntranceIDs: [ID<AcsEntrance>]? = nil, acsSystemID: ID<AcsSystem>? = nil,
      connectedAccountID: ID<ConnectedAccount>? = nil, customerKey: String? = nil, limit: Int = 900,
      search: String? = nil, spaceID: ID<Space>? = nil
    ) -> Paginator<AcsEntrance> {
      var request = AcsEntrances.List()
      request.accessMethodID = accessMethodID
      request.acsCredentialID = acsCredentialID
      request.acsEntranceIDs = acsEntranceIDs
      request.acsSystemID = acsSystemID
      request.connectedAccountID = connectedAccountID
      request.customerKey = customerKey
      request.limit = limit
      request.search = search
      request.spaceID = spaceID
      return Paginator(seam, request)
    }

    /// Returns the entrances of the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - accessMethodID: Only entrances of this access method.
    ///   - acsCredentialID: Only entrances that this credential opens.
    ///   - acsEntranceIDs: Only these entrances.
    ///   - acsSystemID: Only entrances of this system.
    ///   - connectedAccountID: Only entrances of this account.
    ///   - customerKey: Only entrances of this customer.
    ///   - limit: Maximum number of entrances per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only entrances whose name contains this text.
    ///   - spaceID: Only entrances of this space.
    public func list(
      accessMethodID: ID<AccessMethod>? = nil, acsCredentialID: ID<AcsCredential>? = nil,
      acsEntranceIDs: [ID<AcsEntrance>]? = nil, acsSystemID: ID<AcsSystem>? = nil,
      connectedAccountID: ID<ConnectedAccount>? = nil, customerKey: String? = nil, limit: Int = 900,
      pageCursor: String? = nil, search: String? = nil, spaceID: ID<Space>? = nil
    ) async throws -> [AcsEntrance] {
      try await listAll(
        accessMethodID: accessMethodID, acsCredentialID: acsCredentialID, acsEntranceIDs: acsEntranceIDs,
        acsSystemID: acsSystemID, connectedAccountID: connectedAccountID, customerKey: customerKey, limit: limit,
        search: search, spaceID: spaceID
      ).items(after: pageCursor)
    }

    /// Returns the credentials whose owners are in an access group that contains the entrance.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - includeIf: Conditions that a credential must meet. None of them applies to Salto KS.
    public func listCredentialsWithAccess(
      acsEntranceID: ID<AcsEntrance>, includeIf: [AcsEntrances.ListCredentialsWithAccess.Condition]? = nil
    ) async throws -> [AcsCredential] {
      var request = AcsEntrances.ListCredentialsWithAccess()
      request.acsEntranceID = acsEntranceID
      request.includeIf = includeIf
      return try await seam.send(request)
    }

    /// Unlocks an entrance remotely with the cloud key of a user who has access now.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The cloud key.
    ///   - acsEntranceID: The entrance.
    ///   - waiting: How long to wait for the attempt to finish. Defaults to the client's setting.
    @discardableResult
    public func unlock(
      acsCredentialID: ID<AcsCredential>, acsEntranceID: ID<AcsEntrance>, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = AcsEntrances.Unlock()
      request.acsCredentialID = acsCredentialID
      request.acsEntranceID = acsEntranceID
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Adds an ACS user to the access group that contains only this entrance. Such a group must exist.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - acsUserID: The user.
    ///   - userIdentityID: ID of an identity that has a user at the entrance's site.
    public func grantAccess(
      acsEntranceID: ID<AcsEntrance>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws {
      var request = AcsEntrances.GrantAccess()
      request.acsEntranceID = acsEntranceID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }
  }
}
