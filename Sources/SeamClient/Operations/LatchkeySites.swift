// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/sites`.
  public struct Sites: Sendable {
    let seam: Seam

    /// Tells how far the reading of an account's sites has come, and when each was last read as a whole.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    public func getSync(connectedAccountID: ID<ConnectedAccount>) async throws -> AccountSync {
      var request = SiteSyncs.Get()
      request.connectedAccountID = connectedAccountID
      return try await seam.send(request)
    }

    /// Reads a site anew and takes away here what it does not show any more, each after asking for it by itself,
    /// however much it is. Without it, a site that suddenly shows far less is left as it was.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site's system.
    public func acceptDisappearance(acsSystemID: ID<AcsSystem>) async throws {
      var request = SiteSyncs.AcceptDisappearance()
      request.acsSystemID = acsSystemID
      try await seam.send(request)
    }
  }
}
