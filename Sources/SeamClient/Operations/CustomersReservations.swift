// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Customers {
  /// The operations under `/customers/reservations`.
  public struct Reservations: Sendable {
    let seam: Seam

    /// Creates a link to a page on which a customer sees one reservation. It is valid for 7 days.
    ///
    /// - Parameters:
    ///   - customerKey: Your own key for the customer.
    ///   - reservationKey: Your own key for the reservation.
    @discardableResult
    public func createDeepLink(customerKey: String, reservationKey: String) async throws -> PortalLink {
      var request = CustomerReservations.CreateDeepLink()
      request.customerKey = customerKey
      request.reservationKey = reservationKey
      return try await seam.send(request)
    }
  }
}
