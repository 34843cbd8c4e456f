// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.ConnectedAccounts {
  /// The operations under `/connected_accounts/simulate`.
  public struct Simulate: Sendable {
    let seam: Seam

    /// Makes the provider reject the login of a sandbox account until the account is connected again.
    ///
    /// - Parameters:
    ///   - connectedAccountID: The account.
    public func disconnect(connectedAccountID: ID<ConnectedAccount>) async throws {
      var request = API.ConnectedAccounts.SimulateDisconnect()
      request.connectedAccountID = connectedAccountID
      try await seam.send(request)
    }
  }
}
