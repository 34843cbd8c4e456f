// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam {
  /// The operations under `/user_identities`.
  public struct UserIdentities: Sendable {
    let seam: Seam

    /// The operations under `/user_identities/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// The operations under `/user_identities/enrollment_automations`.
    public var enrollmentAutomations: EnrollmentAutomations { EnrollmentAutomations(seam: seam) }

    /// Creates a user identity for a person in your application. Key, e-mail address and phone number must be unique.
    ///
    /// - Parameters:
    ///   - acsSystemIDs: Systems in which to create an ACS user for the identity. An existing user is linked instead.
    ///   - emailAddress: E-mail address.
    ///   - fullName: Full name.
    ///   - phoneNumber: Phone number.
    ///   - userIdentityKey: Your own key for the identity.
    @discardableResult
    public func create(
      acsSystemIDs: [ID<AcsSystem>]? = nil, emailAddress: String? = nil, fullName: String? = nil,
      phoneNumber: String? = nil, userIdentityKey: String? = nil
    ) async throws -> UserIdentity {
      var request = API.UserIdentities.Create()
      request.acsSystemIDs = acsSystemIDs
      request.emailAddress = emailAddress.map { .value($0) }
      request.fullName = fullName.map { .value($0) }
      request.phoneNumber = phoneNumber.map { .value($0) }
      request.userIdentityKey = userIdentityKey.map { .value($0) }
      return try await seam.send(request)
    }

    /// Returns one identity, by its ID or key.
    ///
    /// Give exactly one of `userIdentityID` and `userIdentityKey`.
    ///
    /// - Parameters:
    ///   - userIdentityID: ID of the identity.
    ///   - userIdentityKey: Your own key for the identity.
    public func get(
      userIdentityID: ID<UserIdentity>? = nil, userIdentityKey: String? = nil
    ) async throws -> UserIdentity {
      var request = API.UserIdentities.Get()
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      return try await seam.send(request)
    }

    /// Returns the identities of the workspace in order of creation. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - credentialManagerAcsSystemID: Only identities enrolled at this credential manager.
    ///   - limit: Maximum number of identities per page.
    ///   - search: Only identities whose name, e-mail address, phone number or ID contains this text.
    ///   - userIdentityIDs: Only these identities.
    public func listAll(
      createdBefore: Instant? = nil, credentialManagerAcsSystemID: ID<AcsSystem>? = nil, limit: Int = 500,
      search: String? = nil, userIdentityIDs: [ID<UserIdentity>]? = nil
    ) -> Paginator<UserIdentity> {
      var request = API.UserIdentities.List()
      request.createdBefore = createdBefore
      request.credentialManagerAcsSystemID = credentialManagerAcsSystemID
      request.limit = limit
      request.search = search
      request.userIdentityIDs = userIdentityIDs
      return Paginator(seam, request)
    }

    /// Returns the identities of the workspace in order of creation. Returns one page: the first, or the one at
    /// `pageCursor`.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - credentialManagerAcsSystemID: Only identities enrolled at this credential manager.
    ///   - limit: Maximum number of identities per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only identities whose name, e-mail address, phone number or ID contains this text.
    ///   - userIdentityIDs: Only these identities.
    public func list(
      createdBefore: Instant? = nil, credentialManagerAcsSystemID: ID<AcsSystem>? = nil, limit: Int = 500,
      pageCursor: String? = nil, search: String? = nil, userIdentityIDs: [ID<UserIdentity>]? = nil
    ) async throws -> [UserIdentity] {
      try await listAll(
        createdBefore: createdBefore, credentialManagerAcsSystemID: credentialManagerAcsSystemID, limit: limit,
        search: search, userIdentityIDs: userIdentityIDs
      ).items(after: pageCursor)
    }

    /// Updates the given properties and clears those that are null. Omitted properties stay unchanged.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    ///   - emailAddress: E-mail address.
    ///   - fullName: Full name.
    ///   - phoneNumber: Phone number.
    ///   - userIdentityKey: Your own key for the identity.
    public func update(
      userIdentityID: ID<UserIdentity>, emailAddress: Change<String> = .keep, fullName: Change<String> = .keep,
      phoneNumber: Change<String> = .keep, userIdentityKey: Change<String> = .keep
    ) async throws {
      var request = API.UserIdentities.Update()
      request.userIdentityID = userIdentityID
      request.emailAddress = emailAddress
      request.fullName = fullName
      request.phoneNumber = phoneNumber
      request.userIdentityKey = userIdentityKey
      try await seam.send(request)
    }

    /// Deletes the identity with its ACS users, credentials and enrollments.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func delete(userIdentityID: ID<UserIdentity>) async throws {
      var request = API.UserIdentities.Delete()
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Merges identities into one, which gets their ACS users, sessions and phones, and the e-mail address and phone
    /// number that it lacks. The IDs and keys of the merged identities refer to it from then on.
    ///
    /// Give either `userIdentityID` and `mergedUserIdentityIDs`, or `userIdentityKey` and `mergedUserIdentityKeys`.
    ///
    /// - Parameters:
    ///   - mergedUserIdentityIDs: IDs of the identities to merge.
    ///   - mergedUserIdentityKeys: Your own keys for the identities to merge.
    ///   - userIdentityID: ID of the identity to keep.
    ///   - userIdentityKey: Your own key for the identity to keep.
    public func merge(
      mergedUserIdentityIDs: [ID<UserIdentity>]? = nil, mergedUserIdentityKeys: [String]? = nil,
      userIdentityID: ID<UserIdentity>? = nil, userIdentityKey: String? = nil
    ) async throws {
      var request = API.UserIdentities.Merge()
      request.mergedUserIdentityIDs = mergedUserIdentityIDs
      request.mergedUserIdentityKeys = mergedUserIdentityKeys
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      try await seam.send(request)
    }

    /// Links an ACS user to an identity. If no identity has the key, one is created from the user's details.
    ///
    /// Give exactly one of `userIdentityID` and `userIdentityKey`.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user.
    ///   - userIdentityID: ID of the identity.
    ///   - userIdentityKey: Your own key for the identity.
    public func addAcsUser(
      acsUserID: ID<AcsUser>, userIdentityID: ID<UserIdentity>? = nil, userIdentityKey: String? = nil
    ) async throws {
      var request = API.UserIdentities.AddAcsUser()
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      try await seam.send(request)
    }

    /// Unlinks an ACS user from an identity. The ACS user stays.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user.
    ///   - userIdentityID: The identity.
    public func removeAcsUser(acsUserID: ID<AcsUser>, userIdentityID: ID<UserIdentity>) async throws {
      var request = API.UserIdentities.RemoveAcsUser()
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Returns the identity's ACS users.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func listAcsUsers(userIdentityID: ID<UserIdentity>) async throws -> [AcsUser] {
      var request = API.UserIdentities.ListAcsUsers()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the systems in which the identity has a user.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func listAcsSystems(userIdentityID: ID<UserIdentity>) async throws -> [AcsSystem] {
      var request = API.UserIdentities.ListAcsSystems()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the entrances of the access groups of the identity's ACS users.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func listAccessibleEntrances(userIdentityID: ID<UserIdentity>) async throws -> [AcsEntrance] {
      var request = API.UserIdentities.ListAccessibleEntrances()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the locks that the identity's ACS users can open and those granted to the identity.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func listAccessibleDevices(userIdentityID: ID<UserIdentity>) async throws -> [Device] {
      var request = API.UserIdentities.ListAccessibleDevices()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Allows the identity's client sessions to unlock a lock remotely. Access at the door does not change.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - userIdentityID: The identity.
    public func grantAccessToDevice(deviceID: ID<Device>, userIdentityID: ID<UserIdentity>) async throws {
      var request = API.UserIdentities.GrantAccessToDevice()
      request.deviceID = deviceID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Revokes the permission of the identity's client sessions to unlock a lock remotely.
    ///
    /// - Parameters:
    ///   - deviceID: The lock.
    ///   - userIdentityID: The identity.
    public func revokeAccessToDevice(deviceID: ID<Device>, userIdentityID: ID<UserIdentity>) async throws {
      var request = API.UserIdentities.RevokeAccessToDevice()
      request.deviceID = deviceID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Creates a link to all access grants of an identity. The identity must have an access grant with a mobile key.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    ///   - customizationProfileID: The customization profile of the link.
    ///   - maxUseCount: Maximum number of browsers and apps that can use the link.
    @discardableResult
    public func generateInstantKey(
      userIdentityID: ID<UserIdentity>, customizationProfileID: ID<CustomizationProfile>? = nil, maxUseCount: Int = 1
    ) async throws -> API.InstantKey {
      var request = API.UserIdentities.GenerateInstantKey()
      request.userIdentityID = userIdentityID
      request.customizationProfileID = customizationProfileID
      request.maxUseCount = maxUseCount
      return try await seam.send(request)
    }
  }
}
