// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey.Access {
  /// The operations under `/latchkey/access/revocations`.
  public struct Revocations: Sendable {
    let seam: Seam

    /// Says of every entrance that a user could open, by any means, whether it is known to be shut for the user.
    ///
    /// - Parameters:
    ///   - acsUserID: The user, also one that was deleted.
    public func get(acsUserID: ID<AcsUser>) async throws -> AccessRevocation {
      var request = API.Revocations.Get()
      request.acsUserID = acsUserID
      return try await seam.send(request)
    }
  }
}
