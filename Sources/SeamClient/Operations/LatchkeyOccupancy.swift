// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/occupancy`.
  public struct Occupancy: Sendable {
    let seam: Seam

    /// Returns the spaces in order of creation, each with its doors and who stays in it at a moment and next. Pages are
    /// fetched on demand.
    ///
    /// - Parameters:
    ///   - filter: Only spaces in this state at the moment.
    ///   - spaceIDs: Only these spaces.
    ///   - search: Only spaces whose name, key or customer key contains this text.
    ///   - moment: The moment at which somebody stays in a space or not. Defaults to now.
    ///   - limit: Maximum number of spaces per page.
    public func listAll(
      filter: DeskSpace.Filter? = nil, spaceIDs: [ID<Space>]? = nil, search: String? = nil, moment: Instant? = nil,
      limit: Int = 100
    ) -> Paginator<DeskSpace> {
      var request = DeskSpaces.List()
      request.filter = filter
      request.spaceIDs = spaceIDs
      request.search = search
      request.moment = moment
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the spaces in order of creation, each with its doors and who stays in it at a moment and next. Returns
    /// one page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - filter: Only spaces in this state at the moment.
    ///   - spaceIDs: Only these spaces.
    ///   - search: Only spaces whose name, key or customer key contains this text.
    ///   - moment: The moment at which somebody stays in a space or not. Defaults to now.
    ///   - limit: Maximum number of spaces per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      filter: DeskSpace.Filter? = nil, spaceIDs: [ID<Space>]? = nil, search: String? = nil, moment: Instant? = nil,
      limit: Int = 100, pageCursor: String? = nil
    ) async throws -> [DeskSpace] {
      try await listAll(
        filter: filter, spaceIDs: spaceIDs, search: search, moment: moment, limit: limit
      ).items(after: pageCursor)
    }
  }
}
