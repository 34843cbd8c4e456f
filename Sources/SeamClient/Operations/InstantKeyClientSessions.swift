// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.InstantKey {
  /// The operations under `/instant_key/client_sessions`.
  public struct ClientSessions: Sendable {
    let seam: Seam

    /// Returns the client session of a link. The exchange counts as a use of the link.
    ///
    /// - Parameters:
    ///   - shortCode: The code of the link.
    @discardableResult
    public func exchangeShortCode(shortCode: String) async throws -> ClientSession {
      var request = InstantKeyLinks.ExchangeShortCode()
      request.shortCode = shortCode
      return try await seam.send(request)
    }
  }
}
