// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/schedules`.
  public struct Schedules: Sendable {
    let seam: Seam

    /// Returns the site's coming clock changes, and the stays that span each of them in local time.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site.
    ///   - days: Number of days to look ahead.
    public func preview(acsSystemID: ID<AcsSystem>, days: Int = 366) async throws -> SchedulePreview {
      var request = API.Schedules.Preview()
      request.acsSystemID = acsSystemID
      request.days = days
      return try await seam.send(request)
    }
  }
}
