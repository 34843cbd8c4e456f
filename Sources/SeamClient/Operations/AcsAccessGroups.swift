// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/access_groups`.
  public struct AccessGroups: Sendable {
    let seam: Seam

    /// The operations under `/acs/access_groups/unmanaged`.
    public var unmanaged: Unmanaged { Unmanaged(seam: seam) }

    /// Returns one access group.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    public func get(acsAccessGroupID: ID<AcsAccessGroup>) async throws -> AcsAccessGroup {
      var request = AcsAccessGroups.Get()
      request.acsAccessGroupID = acsAccessGroupID
      return try await seam.send(request)
    }

    /// Returns the access groups of the workspace.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only groups of this system.
    ///   - acsUserID: Only groups of this user.
    ///   - search: Only groups whose name or ID contains this text.
    ///   - userIdentityID: Only groups of this identity's users.
    public func list(
      acsSystemID: ID<AcsSystem>? = nil, acsUserID: ID<AcsUser>? = nil, search: String? = nil,
      userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> [AcsAccessGroup] {
      var request = AcsAccessGroups.List()
      request.acsSystemID = acsSystemID
      request.acsUserID = acsUserID
      request.search = search
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }

    /// Adds a user to the group. If the identity has no user in the group's system, one is created.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity.
    public func addUser(
      acsAccessGroupID: ID<AcsAccessGroup>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws {
      var request = AcsAccessGroups.AddUser()
      request.acsAccessGroupID = acsAccessGroupID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Removes the user from the group.
    ///
    /// Give exactly one of `acsUserID` and `userIdentityID`.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    ///   - acsUserID: ID of the user.
    ///   - userIdentityID: ID of the user's identity.
    public func removeUser(
      acsAccessGroupID: ID<AcsAccessGroup>, acsUserID: ID<AcsUser>? = nil, userIdentityID: ID<UserIdentity>? = nil
    ) async throws {
      var request = AcsAccessGroups.RemoveUser()
      request.acsAccessGroupID = acsAccessGroupID
      request.acsUserID = acsUserID
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }

    /// Returns the ACS users of the group, including those whose addition is pending.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    public func listUsers(acsAccessGroupID: ID<AcsAccessGroup>) async throws -> [AcsUser] {
      var request = AcsAccessGroups.ListUsers()
      request.acsAccessGroupID = acsAccessGroupID
      return try await seam.send(request)
    }

    /// Returns the entrances that the group opens.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    public func listAccessibleEntrances(acsAccessGroupID: ID<AcsAccessGroup>) async throws -> [AcsEntrance] {
      var request = AcsAccessGroups.ListAccessibleEntrances()
      request.acsAccessGroupID = acsAccessGroupID
      return try await seam.send(request)
    }

    /// Deletes a group that was created here. A group of the provider must be deleted at the provider.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    public func delete(acsAccessGroupID: ID<AcsAccessGroup>) async throws {
      var request = AcsAccessGroups.Delete()
      request.acsAccessGroupID = acsAccessGroupID
      try await seam.send(request)
    }
  }
}
