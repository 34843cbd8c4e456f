// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/users`.
  public struct Users: Sendable {
    let seam: Seam

    /// Makes an unmanaged person of a site the ACS user that was asked for. From then on Latchkey adds places in access
    /// groups, a mobile key, a PIN and a card to the person, and takes back what it added. It never subscribes or
    /// unsubscribes, blocks, renames or deletes the person, and never changes the e-mail address. The access schedule
    /// and a suspension hold for what Latchkey added.
    ///
    /// - Parameters:
    ///   - acsUserID: The ACS user, which Salto KS has not made.
    ///   - unmanagedAcsUserID: The person of the same site: its `acsUserID` in `/acs/users/unmanaged/list`.
    @discardableResult
    public func takeUp(acsUserID: ID<AcsUser>, unmanagedAcsUserID: ID<AcsUser>) async throws -> AcsUser {
      var request = AcsUsers.TakeUp()
      request.acsUserID = acsUserID
      request.unmanagedAcsUserID = unmanagedAcsUserID
      return try await seam.send(request)
    }
  }
}
