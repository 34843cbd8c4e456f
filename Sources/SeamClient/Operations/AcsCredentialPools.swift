// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Acs {
  /// The operations under `/acs/credential_pools`.
  public struct CredentialPools: Sendable {
    let seam: Seam

    /// Returns the credential pools of a system. Salto KS has none.
    ///
    /// - Parameters:
    ///   - acsSystemID: The system.
    public func list(acsSystemID: ID<AcsSystem>) async throws -> [CredentialPool] {
      var request = API.CredentialPools.List()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }
  }
}
