// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/credentials`.
  public struct Credentials: Sendable {
    let seam: Seam

    /// Gives an ACS user a means to open the entrances of its groups.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - accessMethod: How it is to open an entrance.
    ///   - acsSystemID: The system of the identity's user; goes with `userIdentityID`.
    ///   - acsUserID: The user who is to own it.
    ///   - allowedAcsEntranceIDs: Entrances it opens, at systems whose credentials say so. At Salto KS the access
    ///     groups do.
    ///   - code: A PIN of one's own, where the site's plan has custom PINs; left out, Salto KS makes one.
    ///   - credentialManagerAcsSystemID: The service that brings the key to phones.
    ///   - endsAt: Until when it opens. At Salto KS the user's access schedule says so.
    ///   - isMultiPhoneSyncCredential: Whether it stands for all phones of its owner.
    ///   - startsAt: From when it opens. At Salto KS the user's access schedule says so.
    ///   - userIdentityID: The identity who is to own it.
    @discardableResult
    public func create(
      accessMethod: AcsCredential.AccessMethod, acsSystemID: ID<AcsSystem>? = nil, acsUserID: ID<AcsUser>? = nil,
      allowedAcsEntranceIDs: [ID<AcsEntrance>] = [], code: String? = nil,
      credentialManagerAcsSystemID: ID<AcsSystem>? = nil, endsAt: Instant? = nil,
      isMultiPhoneSyncCredential: Bool = false, startsAt: Instant? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> AcsCredential {
      var request = AcsCredentials.Create()
      request.accessMethod = accessMethod
      request.acsSystemID = acsSystemID
      request.acsUserID = acsUserID
      request.allowedAcsEntranceIDs = allowedAcsEntranceIDs
      request.code = code
      request.credentialManagerAcsSystemID = credentialManagerAcsSystemID
      request.endsAt = endsAt
      request.isMultiPhoneSyncCredential = isMultiPhoneSyncCredential
      request.startsAt = startsAt
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns one credential.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    public func get(acsCredentialID: ID<AcsCredential>) async throws -> AcsCredential {
      var request = AcsCredentials.Get()
      request.acsCredentialID = acsCredentialID
      return try await seam.send(request)
    }

    /// Returns the credentials of the workspace. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only credentials of this system.
    ///   - acsUserID: Only credentials of this user.
    ///   - createdBefore: Only credentials created before this moment.
    ///   - isMultiPhoneSyncCredential: Only those that stand for all phones of their owner, or only the others.
    ///   - limit: How many credentials a page has at most.
    ///   - search: Only credentials whose name, code, number or ID holds this text.
    ///   - userIdentityID: Only credentials of this identity.
    public func listAll(
      acsSystemID: ID<AcsSystem>? = nil, acsUserID: ID<AcsUser>? = nil, createdBefore: Instant? = nil,
      isMultiPhoneSyncCredential: Bool? = nil, limit: Int = 500, search: String? = nil,
      userIdentityID: ID<UserIdentity>? = nil
    ) -> Paginator<AcsCredential> {
      var request = AcsCredentials.List()
      request.acsSystemID = acsSystemID
      request.acsUserID = acsUserID
      request.createdBefore = createdBefore
      request.isMultiPhoneSyncCredential = isMultiPhoneSyncCredential
      request.limit = limit
      request.search = search
      request.userIdentityID = userIdentityID
      return Paginator(seam, request)
    }

    /// Returns the credentials of the workspace. One page of them: the first, or the one that `pageCursor` names.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only credentials of this system.
    ///   - acsUserID: Only credentials of this user.
    ///   - createdBefore: Only credentials created before this moment.
    ///   - isMultiPhoneSyncCredential: Only those that stand for all phones of their owner, or only the others.
    ///   - limit: How many credentials a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only credentials whose name, code, number or ID holds this text.
    ///   - userIdentityID: Only credentials of this identity.
    public func list(
      acsSystemID: ID<AcsSystem>? = nil, acsUserID: ID<AcsUser>? = nil, createdBefore: Instant? = nil,
      isMultiPhoneSyncCredential: Bool? = nil, limit: Int = 500, pageCursor: String? = nil, search: String? = nil,
      userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> [AcsCredential] {
      try await listAll(
        acsSystemID: acsSystemID, acsUserID: acsUserID, createdBefore: createdBefore,
        isMultiPhoneSyncCredential: isMultiPhoneSyncCredential, limit: limit, search: search,
        userIdentityID: userIdentityID
      ).items(after: pageCursor)
    }

    /// Changes the code or the end of a credential, at systems where a credential has them.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    ///   - code: The new PIN, where the site's plan has custom PINs.
    ///   - endsAt: The new end. At Salto KS the user's access schedule says so.
    @discardableResult
    public func update(
      acsCredentialID: ID<AcsCredential>, code: String? = nil, endsAt: Instant? = nil
    ) async throws -> AcsCredential {
      var request = AcsCredentials.Update()
      request.acsCredentialID = acsCredentialID
      request.code = code
      request.endsAt = endsAt
      return try await seam.send(request)
    }

    /// Deletes a credential; it opens nothing any more.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    public func delete(acsCredentialID: ID<AcsCredential>) async throws {
      var request = AcsCredentials.Delete()
      request.acsCredentialID = acsCredentialID
      try await seam.send(request)
    }

    /// Gives a credential that nobody has to an ACS user.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    ///   - acsUserID: The owner, as an ACS user.
    ///   - userIdentityID: The owner, as an identity.
    @discardableResult
    public func assign(
      acsCredentialID: ID<AcsCredential>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> AcsCredential {
      var request = AcsCredentials.Assign()
      request.acsCredentialID = acsCredentialID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Takes a credential from its owner without deleting it.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    ///   - acsUserID: The owner, as an ACS user.
    ///   - userIdentityID: The owner, as an identity.
    @discardableResult
    public func unassign(
      acsCredentialID: ID<AcsCredential>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> AcsCredential {
      var request = AcsCredentials.Unassign()
      request.acsCredentialID = acsCredentialID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the entrances of its owner's access groups.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    public func listAccessibleEntrances(acsCredentialID: ID<AcsCredential>) async throws -> [AcsEntrance] {
      var request = AcsCredentials.ListAccessibleEntrances()
      request.acsCredentialID = acsCredentialID
      return try await seam.send(request)
    }
  }
}
