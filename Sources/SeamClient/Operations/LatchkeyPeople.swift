// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/people`.
  public struct People: Sendable {
    let seam: Seam

    /// Deletes a user identity as `/userIdentities/delete` does, and what the audit recorded about the person. The
    /// audit stays intact. It also works for an identity that was deleted before.
    ///
    /// - Parameters:
    ///   - userIdentityID: The identity.
    public func erase(userIdentityID: ID<UserIdentity>) async throws {
      var request = API.People.Erase()
      request.userIdentityID = userIdentityID
      try await seam.send(request)
    }
  }
}
