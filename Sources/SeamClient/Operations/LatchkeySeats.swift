// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/seats`.
  public struct Seats: Sendable {
    let seam: Seam

    /// Compares the seats that stays need each day with the seats of the site.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    ///   - days: Number of days to look ahead.
    public func forecast(acsSystemID: ID<AcsSystem>, days: Int = 30) async throws -> SeatForecastAnswer {
      var request = SeatOperations.Forecast()
      request.acsSystemID = acsSystemID
      request.days = days
      return try await seam.send(request)
    }

    /// Reserves seats for users without an access schedule. Users keep the seats that they occupy.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    ///   - reservedForStaff: Number of seats to reserve. Guests cannot get them.
    public func update(acsSystemID: ID<AcsSystem>, reservedForStaff: Int) async throws {
      var request = SeatOperations.Update()
      request.acsSystemID = acsSystemID
      request.reservedForStaff = reservedForStaff
      try await seam.send(request)
    }
  }
}
