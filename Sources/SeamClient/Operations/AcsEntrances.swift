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

    /// Returns the entrances of the workspace. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - accessMethodID: Only entrances of this access method.
    ///   - acsCredentialID: Only entrances that this credential opens.
    ///   - acsEntranceIDs: Only these entrances.
    ///   - acsSystemID: Only entrances of this system.
    ///   - connectedAccountID: Only entrances of this account.
    ///   - customerKey: Only entrances of this customer.
    ///   - limit: How many entrances a page has at most.
    ///   - search: Only entrances whose name holds this text.
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

    /// Returns the entrances of the workspace. One page of them: the first, or the one that `pageCursor` names.
    ///
    /// - Parameters:
    ///   - accessMethodID: Only entrances of this access method.
    ///   - acsCredentialID: Only entrances that this credential opens.
    ///   - acsEntranceIDs: Only these entrances.
    ///   - acsSystemID: Only entrances of this system.
    ///   - connectedAccountID: Only entrances of this account.
    ///   - customerKey: Only entrances of this customer.
    ///   - limit: How many entrances a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only entrances whose name holds this text.
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

    /// Returns the credentials whose owners are in a group with the entrance.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - includeIf: Conditions that a credential must meet; none concerns Salto KS.
    public func listCredentialsWithAccess(
      acsEntranceID: ID<AcsEntrance>, includeIf: [AcsEntrances.ListCredentialsWithAccess.Condition]? = nil
    ) async throws -> [AcsCredential] {
      var request = AcsEntrances.ListCredentialsWithAccess()
      request.acsEntranceID = acsEntranceID
      request.includeIf = includeIf
      return try await seam.send(request)
    }

    /// Opens an entrance from afar by a cloud key, for somebody who may open it now.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The cloud key.
    ///   - acsEntranceID: The entrance.
    ///   - waiting: How long to wait for the end; left out, as the client is configured.
    @discardableResult
    public func unlock(
      acsCredentialID: ID<AcsCredential>, acsEntranceID: ID<AcsEntrance>, waiting: Waiting? = nil
    ) async throws -> ActionAttempt {
      var request = AcsEntrances.Unlock()
      request.acsCredentialID = acsCredentialID
      request.acsEntranceID = acsEntranceID
      return try await seam.finished(seam.send(request), waiting)
    }

    /// Adds an ACS user to the access group that holds this entrance and nothing else. There has to be one.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    ///   - acsUserID: The user.
    ///   - userIdentityID: The identity whose user at the entrance's site it is.
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
