// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/stays`.
  public struct Stays: Sendable {
    let seam: Seam

    /// Creates, updates or ends the people and access grants of a file with stays. With `preview`, changes nothing and
    /// returns what it would do.
    ///
    /// - Parameters:
    ///   - customerKey: Your own key for the customer of the stays.
    ///   - document: The text of the file.
    ///   - format: The format of the file.
    ///   - defaultCheckinTime: Local time of arrival on a day without one. Defaults to the space's, or else 15:00.
    ///   - defaultCheckoutTime: Local time of departure on a day without one. Defaults to the space's, or else 11:00.
    ///   - placeKey: Your own key for the space of stays that name none.
    ///   - preview: Whether to change nothing.
    ///   - timeZone: IANA time zone of local times, such as Europe/Amsterdam. Defaults to the space's.
    @discardableResult
    public func `import`(
      customerKey: String, document: DocumentText, format: StayFormat, defaultCheckinTime: String? = nil,
      defaultCheckoutTime: String? = nil, placeKey: String? = nil, preview: Bool = false, timeZone: String? = nil
    ) async throws -> CustomerRun {
      var request = API.Stays.Import()
      request.customerKey = customerKey
      request.document = document
      request.format = format
      request.defaultCheckinTime = defaultCheckinTime
      request.defaultCheckoutTime = defaultCheckoutTime
      request.placeKey = placeKey
      request.preview = preview
      request.timeZone = timeZone
      return try await seam.send(request)
    }
  }
}
