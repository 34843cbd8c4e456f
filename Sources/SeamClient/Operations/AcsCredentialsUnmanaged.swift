// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs.Credentials {
  /// The operations under `/acs/credentials/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged credential. Salto KS has none.
    ///
    /// - Parameters:
    ///   - acsCredentialID: The credential.
    public func get(acsCredentialID: ID<AcsCredential>) async throws -> UnmanagedAcsCredential {
      var request = UnmanagedAcsCredentials.Get()
      request.acsCredentialID = acsCredentialID
      return try await seam.send(request)
    }

    /// Returns the unmanaged credentials. Salto KS has none.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only credentials of this system.
    ///   - acsUserID: Only credentials of this user.
    ///   - search: Only credentials whose name or ID contains this text.
    ///   - userIdentityID: Only credentials of this identity.
    public func list(
      acsSystemID: ID<AcsSystem>? = nil, acsUserID: ID<AcsUser>? = nil, search: String? = nil,
      userIdentityID: ID<UserIdentity>? = nil
    ) async throws -> [UnmanagedAcsCredential] {
      var request = UnmanagedAcsCredentials.List()
      request.acsSystemID = acsSystemID
      request.acsUserID = acsUserID
      request.search = search
      request.userIdentityID = userIdentityID
      return try await seam.send(request)
    }
  }
}
