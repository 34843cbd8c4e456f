// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/users`.
  public struct Users: Sendable {
    let seam: Seam

    /// The operations under `/acs/users/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Creates a user in an access control system. The provider follows within moments.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity to which the user is to belong.
    ///   - acsSystemID: The system in which to create the user.
    ///   - fullName: Full name of the user.
    ///   - accessSchedule: When the user's access is to hold; left out, always.
    ///   - acsAccessGroupIDs: Access groups to which to add the user.
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
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
    public func get(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws -> AcsUser {
      var request = AcsUsers.Get()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Returns the ACS users of the workspace in order of creation. The pages are fetched as they are asked for.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only users of this system.
    ///   - createdBefore: Only users created before this moment.
    ///   - limit: How many users a page has at most.
    ///   - search: Only users whose name, address, number or ID holds this text.
    ///   - userIdentityEmailAddress: Only users whose identity has this e-mail address; null: none.
    ///   - userIdentityID: Only users of this identity.
    ///   - userIdentityPhoneNumber: Only users whose identity has this phone number; null: none.
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

    /// Returns the ACS users of the workspace in order of creation. One page of them: the first, or the one that
    /// `pageCursor` names.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only users of this system.
    ///   - createdBefore: Only users created before this moment.
    ///   - limit: How many users a page has at most.
    ///   - pageCursor: Where the page begins: `nextPageCursor` of the page before.
    ///   - search: Only users whose name, address, number or ID holds this text.
    ///   - userIdentityEmailAddress: Only users whose identity has this e-mail address; null: none.
    ///   - userIdentityID: Only users of this identity.
    ///   - userIdentityPhoneNumber: Only users whose identity has this phone number; null: none.
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

    /// Changes what is given and leaves the rest.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
    ///   - accessSchedule: When the user's access is to hold; null for always.
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
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
    public func delete(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws {
      var request = AcsUsers.Delete()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      try await seam.send(request)
    }

    /// Bars the user from every door until it is unsuspended.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
    public func suspend(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws {
      var request = AcsUsers.Suspend()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      try await seam.send(request)
    }

    /// Lifts the bar from a suspended user.
    ///
    /// Give either `acsUserID`, or `userIdentityID` and `acsSystemID`.
    ///
    /// - Parameters:
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
    public func unsuspend(
      acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil, acsSystemID: ID<AcsSystem>? = nil
    ) async throws {
      var request = AcsUsers.Unsuspend()
      request.user.acsUserID = acsUserID
      request.user.userIdentityID = userIdentityID
      request.user.acsSystemID = acsSystemID
      try await seam.send(request)
    }

    /// Adds the user to the group. Said twice, it holds once.
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
    ///   - userIdentityID: The identity whose user to remove.
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
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
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
    ///   - acsUserID: The user, by its ID.
    ///   - userIdentityID: The user, by its identity; goes with `acsSystemID`.
    ///   - acsSystemID: The system of the identity's user.
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
