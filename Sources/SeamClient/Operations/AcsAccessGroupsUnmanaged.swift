// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs.AccessGroups {
  /// The operations under `/acs/access_groups/unmanaged`.
  public struct Unmanaged: Sendable {
    let seam: Seam

    /// Returns one unmanaged access group. Salto KS has none.
    ///
    /// - Parameters:
    ///   - acsAccessGroupID: The access group.
    public func get(acsAccessGroupID: ID<AcsAccessGroup>) async throws -> UnmanagedAcsAccessGroup {
      var request = UnmanagedAcsAccessGroups.Get()
      request.acsAccessGroupID = acsAccessGroupID
      return try await seam.send(request)
    }

    /// Returns the unmanaged access groups. Salto KS has none.
    ///
    /// - Parameters:
    ///   - acsSystemID: Only groups of this system.
    ///   - acsUserID: Only groups of this user.
    ///   - search: Only groups whose name or ID contains this text.
    public func list(
      acsSystemID: ID<AcsSystem>? = nil, acsUserID: ID<AcsUser>? = nil, search: String? = nil
    ) async throws -> [UnmanagedAcsAccessGroup] {
      var request = UnmanagedAcsAccessGroups.List()
      request.acsSystemID = acsSystemID
      request.acsUserID = acsUserID
      request.search = search
      return try await seam.send(request)
    }
  }
}
