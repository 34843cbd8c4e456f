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

    /// Creates a person of the caller's application. Key, e-mail address and phone number are each unique.
    ///
    /// - Parameters:
    ///   - acsSystemIDs: Systems in which it is to have a user; one that is there is linked.
    ///   - emailAddress: E-mail address.
    ///   - fullName: Full name.
    ///   - phoneNumber: Phone number.
    ///   - userIdentityKey: The caller's own key for it.
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
    ///   - userIdentityID: The identity, by its ID.
    ///   - userIdentityKey: The identity, by the caller's own key.
    public func get(
      userIdentityID: ID<UserIdentity>? = nil, userIdentityKey: String? = nil
    ) async throws -> UserIdentity {
      var request = API.UserIdentities.Get()
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      return try await seam.send(request)
    }

    /// Returns the identities of the workspace in order of creation. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - credentialManagerAcsSystemID: Only identities enrolled there.
    ///   - limit: How many identities a page has at most.
    ///   - search: Only identities whose name, address, number or ID holds this text.
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

    /// Returns the identities of the workspace in order of creation. One page of them: the first, or the one that
    /// `pageCursor` names.
    ///
    /// - Parameters:
    ///   - createdBefore: Only identities created before this moment.
    ///   - credentialManagerAcsSystemID: Only identities enrolled there.
    ///   - limit: How many identities a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only identities whose name, address, number or ID holds this text.
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

    /// Changes what is given, clears what is null and leaves the rest.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    ///   - emailAddress: E-mail address.
    ///   - fullName: Full name.
    ///   - phoneNumber: Phone number.
    ///   - userIdentityKey: The caller's own key for it.
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

    /// Makes several identities one, which takes over ACS users, sessions, phones and what it lacks of e-mail address
    /// and phone number. The IDs and keys of the others stand for it from then on.
    ///
    /// Give either `userIdentityID` and `mergedUserIdentityIDs`, or `userIdentityKey` and `mergedUserIdentityKeys`.
    ///
    /// - Parameters:
    ///   - mergedUserIdentityIDs: The identities that become the one, by their IDs.
    ///   - mergedUserIdentityKeys: The identities that become the one, by their keys.
    ///   - userIdentityID: The identity that stays, by its ID.
    ///   - userIdentityKey: The identity that stays, by the caller's own key.
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

    /// Makes an ACS user the identity's. A key that no identity has yet makes one from the user's details.
    ///
    /// Give exactly one of `userIdentityID` and `userIdentityKey`.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user.
    ///   - userIdentityID: The identity, by its ID.
    ///   - userIdentityKey: The identity, by the caller's own key.
    public func addAcsUser(
      acsUserID: ID<AcsUser>, userIdentityID: ID<UserIdentity>? = nil, userIdentityKey: String? = nil
    ) async throws {
      var request = API.UserIdentities.AddAcsUser()
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      request.userIdentityKey = userIdentityKey
      try await seam.send(request)
    }

    /// The ACS user stays and is nobody's.
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

    /// Returns the entrances of all its ACS users' groups.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func listAccessibleEntrances(userIdentityID: ID<UserIdentity>) async throws -> [AcsEntrance] {
      var request = API.UserIdentities.ListAccessibleEntrances()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Returns the locks that an identity's ACS users open, or that it was let use.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func listAccessibleDevices(userIdentityID: ID<UserIdentity>) async throws -> [Device] {
      var request = API.UserIdentities.ListAccessibleDevices()
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Lets the identity's client sessions open a lock from afar. At the door nothing changes.
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

    /// Takes back that the identity's client sessions may open a lock from afar.
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
  }
}
