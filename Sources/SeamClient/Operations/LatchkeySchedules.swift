// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/schedules`.
  public struct Schedules: Sendable {
    let seam: Seam

    /// Tells when the site's clocks are moved, and how the stays around that look on them.
    ///
    /// - Parameters:
    ///   - acsSystemID: The site's system.
    ///   - days: How many days to look ahead.
    public func preview(acsSystemID: ID<AcsSystem>, days: Int = 366) async throws -> SchedulePreview {
      var request = API.Schedules.Preview()
      request.acsSystemID = acsSystemID
      request.days = days
      return try await seam.send(request)
    }
  }
}
