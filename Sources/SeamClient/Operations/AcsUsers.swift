// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/users`.
  public struct Users: Sendable {
    let seam: Seam

    /// The operations under `/acs/users/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Creates a user in an access control system. The user is created at the provider shortly after.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity of the user.
    ///   - acsSystemID: The ACS system in which to create the user.
    ///   - fullName: Full name of the user.
    ///   - accessSchedule: When the user's access is valid. Omit for always.
    ///   - acsAccessGroupIDs: Access groups to add the user to.
    ///   - emailAddress: E-mail address of the user.
    ///   - phoneNumber: Phone number of the user.
    @discardableResult
    public func create(
      userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>, fullName: String,
      accessSchedule: AccessScheduleRequest? = nil, acsAccessGroupIDs: [ID<AcsAccessGroup>] = [],
      emailAddress: String? = nil, phoneNumber: String? = nil
    ) async throws -> AcsUser {
      var request = AcsUsers.Create()
      request.userIdentityID = userIdentityID
      request.acsSystemID = acsSystemID
      request.fullName = fullName
      request.accessSchedule = accessSchedule
      request.acsAccessGroupIDs = acsAccessGroupIDs
      request.emailAddress = emailAddress
      request.phoneNumber = phoneNumber
      return try await seam.send(request)
    }

    /// Returns one ACS user.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    public func get(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws -> AcsUser {
      var request = AcsUsers.Get()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Returns the ACS users of the workspace in order of creation. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only users of this system.
    ///   - createdBefore: Only users created before this moment.
    ///   - limit: Maximum number of users per page.
    ///   - search: Only users whose name, e-mail address, phone number or ID contains this text.
    ///   - userIdentityEmailAddress: Only users whose identity has this e-mail address. Null for users whose identity
    ///     has none.
    ///   - userIdentityID: Only users of this identity.
    ///   - userIdentityPhoneNumber: Only users whose identity has this phone number. Null for users whose identity has
    ///     none.
    public func listAll(
      acsSystemID: ID<AcsSystem>? = nil, createdBefore: Instant? = nil, limit: Int = 500, search: String? = nil,
      userIdentityEmailAddress: Nullable<String>? = nil, userIdentityID: ID<UserIdentity>? = nil,
      userIdentityPhoneNumber: Nullable<String>? = nil
    ) -> Paginator<AcsUser> {
      var request = AcsUsers.List()
      request.acsSystemID = acsSystemID
      request.createdBefore = createdBefore
      request.limit = limit
      request.search = search
      request.userIdentityEmailAddress = userIdentityEmailAddress
      request.userIdentityID = userIdentityID
      request.userIdentityPhoneNumber = userIdentityPhoneNumber
      return Paginator(seam, request)
    }

    /// Returns the ACS users of the workspace in order of creation. Returns one page: the first, or the one at
    /// `pageCursor`.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only users of this system.
    ///   - createdBefore: Only users created before this moment.
    ///   - limit: Maximum number of users per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    ///   - search: Only users whose name, e-mail address, phone number or ID contains this text.
    ///   - userIdentityEmailAddress: Only users whose identity has this e-mail address. Null for users whose identity
    ///     has none.
    ///   - userIdentityID: Only users of this identity.
    ///   - userIdentityPhoneNumber: Only users whose identity has this phone number. Null for users whose identity has
    ///     none.
    public func list(
      acsSystemID: ID<AcsSystem>? = nil, createdBefore: Instant? = nil, limit: Int = 500, pageCursor: String? = nil,
      search: String? = nil, userIdentityEmailAddress: Nullable<String>? = nil, userIdentityID: ID<UserIdentity>? = nil,
      userIdentityPhoneNumber: Nullable<String>? = nil
    ) async throws -> [AcsUser] {
      try await listAll(
        acsSystemID: acsSystemID, createdBefore: createdBefore, limit: limit, search: search,
        userIdentityEmailAddress: userIdentityEmailAddress, userIdentityID: userIdentityID,
        userIdentityPhoneNumber: userIdentityPhoneNumber
      ).items(after: pageCursor)
    }

    /// Updates the given properties. Omitted properties stay unchanged.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    ///   - accessSchedule: When the user's access is valid. Null for always.
    ///   - emailAddress: E-mail address of the user.
    ///   - fullName: Full name of the user.
    ///   - hidAcsSystemID: For HID only: the credential manager of the user.
    ///   - phoneNumber: Phone number of the user.
    public func update(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil,
      accessSchedule: Change<AccessScheduleUpdate> = .keep, emailAddress: String? = nil, fullName: String? = nil,
      hidAcsSystemID: ID<AcsSystem>? = nil, phoneNumber: String? = nil
    ) async throws {
      var request = AcsUsers.Update()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      request.accessSchedule = accessSchedule
      request.emailAddress = emailAddress
      request.fullName = fullName
      request.hidAcsSystemID = hidAcsSystemID
      request.phoneNumber = phoneNumber
      try await seam.send(request)
    }

    /// Deletes the user here and at the provider, with its credentials.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    public func delete(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws {
      var request = AcsUsers.Delete()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      try await seam.send(request)
    }

    /// Suspends the user, who can open no entrance until unsuspended.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    ///   - reason: Why, for the audit.
    public func suspend(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil,
      reason: String? = nil
    ) async throws {
      var request = AcsUsers.Suspend()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      request.reason = reason
      try await seam.send(request)
    }

    /// Ends the suspension of a user.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    public func unsuspend(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws {
      var request = AcsUsers.Unsuspend()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      try await seam.send(request)
    }

    /// Adds the user to the group. Idempotent.
    ///
    /// - Parameters:
    ///   - acsUserID: The user to add.
    ///   - acsAccessGroupID: The access group.
    public func addToAccessGroup(acsUserID: ID<AcsUser>, acsAccessGroupID: ID<AcsAccessGroup>) async throws {
      var request = AcsUsers.AddToAccessGroup()
      request.acsUserID = acsUserID
      request.acsAccessGroupID = acsAccessGroupID
      try await seam.send(request)
    }

    /// Removes the user from the group.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    ///   - acsUserID: The user to remove.
    ///   - userIdentityID: ID of the identity whose user to remove.
    public func removeFromAccessGroup(
      acsAccessGroupID: ID<AcsAccessGroup>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws {
      var request = AcsUsers.RemoveFromAccessGroup()
      request.acsAccessGroupID = acsAccessGroupID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Returns the entrances of the user's access groups.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    public func listAccessibleEntrances(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws -> [AcsEntrance] {
      var request = AcsUsers.ListAccessibleEntrances()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Removes the user from all access groups.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity. Requires `acsSystemID`.
    ///   - acsSystemID: The system in which to look up the identity's user. Requires `userIdentityID`.
    public func revokeAccessToAllEntrances(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws {
      var request = AcsUsers.RevokeAccessToAllEntrances()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      try await seam.send(request)
    }
  }
}
