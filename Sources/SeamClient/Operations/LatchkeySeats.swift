// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/seats`.
  public struct Seats: Sendable {
    let seam: Seam

    /// Compares the seats that stays will want, day by day, with those that the site has.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site's system.
    ///   - days: How many days to look ahead.
    public func forecast(acsSystemID: ID<AcsSystem>, days: Int = 30) async throws -> SeatForecastAnswer {
      var request = SeatOperations.Forecast()
      request.acsSystemID = acsSystemID
      request.days = days
      return try await seam.send(request)
    }

    /// Keeps seats for users without an access schedule. Nobody who holds one loses it.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site's system.
    ///   - reservedForStaff: How many seats no guest gets.
    public func update(acsSystemID: ID<AcsSystem>, reservedForStaff: Int) async throws {
      var request = SeatOperations.Update()
      request.acsSystemID = acsSystemID
      request.reservedForStaff = reservedForStaff
      try await seam.send(request)
    }
  }
}
