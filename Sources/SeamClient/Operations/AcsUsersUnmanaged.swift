// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs.Users {
  /// The operations under `/acs/users/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns a person whom somebody added at the provider.
    ///
    /// - Parameters:
    ///   - acsUserID: The person.
    public func get(acsUserID: ID<AcsUser>) async throws -> UnmanagedAcsUser {
      var request = UnmanagedAcsUsers.Get()
      request.acsUserID = acsUserID
      return try await seam.send(request)
    }

    /// Returns the people whom somebody added at the provider, in the order in which they were first seen.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only people of this system.
    ///   - limit: How many people to return at most.
    ///   - search: Only people whose name or e-mail address holds this text.
    ///   - userIdentityID: Only people of this identity; nobody has one.
    ///   - userIdentityEmailAddress: Only people of such an identity; nobody has one.
    ///   - userIdentityPhoneNumber: Only people of such an identity; nobody has one.
    public func list(
      acsSystemID: ID<AcsSystem>? = nil, limit: Int = 500, search: String? = nil,
      userIdentityID: ID<UserIdentity>? = nil, userIdentityEmailAddress: Nullable<String>? = nil,
      userIdentityPhoneNumber: Nullable<String>? = nil
    ) async throws -> [UnmanagedAcsUser] {
      var request = UnmanagedAcsUsers.List()
      request.acsSystemID = acsSystemID
      request.limit = limit
      request.search = search
      request.userIdentityID = userIdentityID
      request.userIdentityEmailAddress = userIdentityEmailAddress
      request.userIdentityPhoneNumber = userIdentityPhoneNumber
      return try await seam.send(request)
    }
  }
}
