// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/users`.
  public struct Users: Sendable {
    let seam: Seam

    /// Links an ACS user to an unmanaged person of the site. From then on Latchkey adds the person to access groups,
    /// issues a mobile key, a PIN and a card, and removes only what it added. It never subscribes or unsubscribes,
    /// blocks, renames or deletes the person, and never changes the e-mail address. The access schedule and a
    /// suspension apply only to the access that Latchkey added.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user. It must not exist at Salto KS yet.
    ///   - unmanagedAcsUserID: The `acsUserID` of the person in `/acs/users/unmanaged/list`. The person must be at the
    ///     same site.
    @discardableResult
    public func takeUp(acsUserID: ID<AcsUser>, unmanagedAcsUserID: ID<AcsUser>) async throws -> AcsUser {
      var request = AcsUsers.TakeUp()
      request.acsUserID = acsUserID
      request.unmanagedAcsUserID = unmanagedAcsUserID
      return try await seam.send(request)
    }
  }
}
