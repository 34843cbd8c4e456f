// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/attention`.
  public struct Attention: Sendable {
    let seam: Seam

    /// Returns the problems of accounts, sites, IQs, seats, access, webhooks, batteries and customers' data, the worst
    /// first. Of the people and of the grants with errors, each the first 100. Pages are fetched on demand.
    ///
    /// - Parameters:
    ///   - limit: Maximum number of problems per page.
    public func listAll(limit: Int = 100) -> Paginator<API.Attention> {
      var request = Attentions.List()
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the problems of accounts, sites, IQs, seats, access, webhooks, batteries and customers' data, the worst
    /// first. Of the people and of the grants with errors, each the first 100. Returns one page: the first, or the one
    /// at `pageCursor`.
    ///
    /// - Parameters:
    ///   - limit: Maximum number of problems per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(limit: Int = 100, pageCursor: String? = nil) async throws -> [API.Attention] {
      try await listAll(limit: limit).items(after: pageCursor)
    }
  }
}
