// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs.Users {
  /// The operations under `/acs/users/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns a person whom the site's staff added at the provider.
    ///
    /// - Parameters:
    ///   - acsUserID: The person.
    public func get(acsUserID: ID<AcsUser>) async throws -> UnmanagedAcsUser {
      var request = UnmanagedAcsUsers.Get()
      request.acsUserID = acsUserID
      return try await seam.send(request)
    }

    /// Returns the people whom the site's staff added at the provider, in the order in which they were first seen.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only people of this system.
    ///   - limit: Maximum number of people to return.
    ///   - search: Only people whose name or e-mail address contains this text.
    ///   - userIdentityID: Only people of this identity. Always empty: unmanaged people have no identity.
    ///   - userIdentityEmailAddress: Only people of such an identity. Always empty: unmanaged people have no identity.
    ///   - userIdentityPhoneNumber: Only people of such an identity. Always empty: unmanaged people have no identity.
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
