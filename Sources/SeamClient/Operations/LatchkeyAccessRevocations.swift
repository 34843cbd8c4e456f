// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey.Access {
  /// The operations under `/latchkey/access/revocations`.
  public struct Revocations: Sendable {
    let seam: Seam

    /// Returns, for every entrance that a user could open by any means, whether access is known to be revoked.
    ///
    /// - Parameters:
    ///   - acsUserID: The user, who may be deleted.
    public func get(acsUserID: ID<AcsUser>) async throws -> AccessRevocation {
      var request = API.Revocations.Get()
      request.acsUserID = acsUserID
      return try await seam.send(request)
    }
  }
}
