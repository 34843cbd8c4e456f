// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/credentials`.
  public struct Credentials: Sendable {
    let seam: Seam

    /// The operations under `/acs/credentials/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Creates a credential with which an ACS user can open the entrances of its access groups.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - accessMethod: Means by which the credential opens an entrance.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    ///   - acsUserID: The ACS user who will own the credential.
    ///   - allowedAcsEntranceIDs: Entrances to open, for systems that set them per credential. At Salto KS, access
    ///     groups decide.
    ///   - code: A PIN of your choice, if the site's plan includes custom PINs. Omit to let Salto KS choose one.
    ///   - credentialManagerAcsSystemID: The credential manager that delivers the key to phones.
    ///   - endsAt: When the credential expires. At Salto KS, the user's access schedule decides.
    ///   - isMultiPhoneSyncCredential: Whether the credential covers all phones of its owner.
    ///   - startsAt: When the credential becomes valid. At Salto KS, the user's access schedule decides.
    ///   - userIdentityID: The identity that will own the credential.
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

    /// Returns the credentials of the workspace. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only credentials of this system.
    ///   - acsUserID: Only credentials of this user.
    ///   - createdBefore: Only credentials created before this moment.
    ///   - isMultiPhoneSyncCredential: Only credentials that do, or do not, cover all phones of their owner.
    ///   - limit: Maximum number of credentials per page.
    ///   - search: Only credentials whose name, code, card number or ID contains this text.
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

    /// Returns the credentials of the workspace. Returns one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only credentials of this system.
    ///   - acsUserID: Only credentials of this user.
    ///   - createdBefore: Only credentials created before this moment.
    ///   - isMultiPhoneSyncCredential: Only credentials that do, or do not, cover all phones of their owner.
    ///   - limit: Maximum number of credentials per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only credentials whose name, code, card number or ID contains this text.
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

    /// Updates the code or the end of a credential, for systems that set them per credential.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    ///   - code: The new PIN, if the site's plan includes custom PINs.
    ///   - endsAt: The new end. At Salto KS, the user's access schedule decides.
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

    /// Deletes a credential. It no longer opens any entrance.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    public func delete(acsCredentialID: ID<AcsCredential>) async throws {
      var request = AcsCredentials.Delete()
      request.acsCredentialID = acsCredentialID
      try await seam.send(request)
    }

    /// Assigns a credential without an owner to an ACS user.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    ///   - acsUserID: ID of the ACS user who owns the credential.
    ///   - userIdentityID: ID of the identity that owns the credential.
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

    /// Removes the owner of a credential without deleting the credential.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    ///   - acsUserID: ID of the ACS user who owns the credential.
    ///   - userIdentityID: ID of the identity that owns the credential.
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

    /// Returns the entrances of the access groups that the credential's owner is in.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    public func listAccessibleEntrances(acsCredentialID: ID<AcsCredential>) async throws -> [AcsEntrance] {
      var request = AcsCredentials.ListAccessibleEntrances()
      request.acsCredentialID = acsCredentialID
      return try await seam.send(request)
    }

    /// Not supported for Salto KS: its locks take no codes that are calculated.
    ///
    /// - Parameters:
    ///   - acsUserID: The user.
    ///   - allowedAcsEntranceID: The entrance that the code opens.
    ///   - startsAt: When the code becomes valid.
    ///   - endsAt: When the code expires.
    ///   - isOneTimeUse: Whether the code can be used only once.
    @discardableResult
    public func createOfflineCode(
      acsUserID: ID<AcsUser>, allowedAcsEntranceID: ID<AcsEntrance>, startsAt: Instant? = nil, endsAt: Instant? = nil,
      isOneTimeUse: Bool = false
    ) async throws -> AcsCredential {
      var request = AcsCredentials.CreateOfflineCode()
      request.acsUserID = acsUserID
      request.allowedAcsEntranceID = allowedAcsEntranceID
      request.startsAt = startsAt
      request.endsAt = endsAt
      request.isOneTimeUse = isOneTimeUse
      return try await seam.send(request)
    }
  }
}
