// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.InstantKey {
  /// The operations under `/instant_key/preview`.
  public struct Preview: Sendable {
    let seam: Seam

    /// Returns what a link shows before it is used. It does not count as a use.
    ///
    /// - Parameters:
    ///   - instantKeyURL: The link, or its code.
    public func get(instantKeyURL: String) async throws -> InstantKeyPreview {
      var request = InstantKeyLinks.GetPreview()
      request.instantKeyURL = instantKeyURL
      return try await seam.send(request)
    }
  }
}
