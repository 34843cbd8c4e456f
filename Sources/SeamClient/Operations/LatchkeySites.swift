// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/sites`.
  public struct Sites: Sendable {
    let seam: Seam

    /// Returns the progress of the sync of an account's sites, and when each was last synced completely.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    public func getSync(connectedAccountID: ID<ConnectedAccount>) async throws -> AccountSync {
      var request = SiteSyncs.Get()
      request.connectedAccountID = connectedAccountID
      return try await seam.send(request)
    }

    /// Returns the changes that a site has not confirmed, and its IQs that are offline.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    public func getWaiting(acsSystemID: ID<AcsSystem>) async throws -> SiteWaiting {
      var request = SiteSyncs.GetWaiting()
      request.acsSystemID = acsSystemID
      return try await seam.send(request)
    }

    /// Syncs a site and deletes here whatever Salto KS no longer lists, however much it is. Latchkey first asks for
    /// each missing item by its ID. Without this call, a sync that finds far fewer items deletes nothing. Responds as
    /// /connected_accounts/sync does.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    public func acceptDisappearance(acsSystemID: ID<AcsSystem>) async throws {
      var request = SiteSyncs.AcceptDisappearance()
      request.acsSystemID = acsSystemID
      try await seam.send(request)
    }
  }
}
