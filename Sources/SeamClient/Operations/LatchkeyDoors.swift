// Printed from the catalogue by scripts/print-sdk.

import API
import Wire

extension Seam.Latchkey {
  /// The operations under `/latchkey/doors`.
  public struct Doors: Sendable {
    let seam: Seam

    /// Returns the doors with battery, connection, mode and last entry, as the locks last reported them. Pages are
    /// fetched on demand.
    ///
    /// - Parameters:
    ///   - filter: Only doors in this state.
    ///   - acsSystemID: Only doors of the site of this system.
    ///   - spaceID: Only doors of this space.
    ///   - search: Only doors whose name, or the name or key of a space, contains this text.
    ///   - sort: Order of the doors.
    ///   - limit: Maximum number of doors per page.
    public func listAll(
      filter: DeskDoor.Filter? = nil, acsSystemID: ID<AcsSystem>? = nil, spaceID: ID<Space>? = nil,
      search: String? = nil, sort: DeskDoor.Sort = .name, limit: Int = 100
    ) -> Paginator<DeskDoor> {
      var request = DeskDoors.List()
      request.filter = filter
      request.acsSystemID = acsSystemID
      request.spaceID = spaceID
      request.search = search
      request.sort = sort
      request.limit = limit
      return Paginator(seam, request)
    }

    /// Returns the doors with battery, connection, mode and last entry, as the locks last reported them. Returns one
    /// page: the first, or the one at `pageCursor`.
    ///
    /// - Parameters:
    ///   - filter: Only doors in this state.
    ///   - acsSystemID: Only doors of the site of this system.
    ///   - spaceID: Only doors of this space.
    ///   - search: Only doors whose name, or the name or key of a space, contains this text.
    ///   - sort: Order of the doors.
    ///   - limit: Maximum number of doors per page.
    ///   - pageCursor: The `nextPageCursor` of the previous page.
    public func list(
      filter: DeskDoor.Filter? = nil, acsSystemID: ID<AcsSystem>? = nil, spaceID: ID<Space>? = nil,
      search: String? = nil, sort: DeskDoor.Sort = .name, limit: Int = 100, pageCursor: String? = nil
    ) async throws -> [DeskDoor] {
      try await listAll(
        filter: filter, acsSystemID: acsSystemID, spaceID: spaceID, search: search, sort: sort, limit: limit
      ).items(after: pageCursor)
    }

    /// Returns a door with battery, connection, mode and last entry.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    public func get(acsEntranceID: ID<AcsEntrance>) async throws -> DeskDoor {
      var request = DeskDoors.Get()
      request.acsEntranceID = acsEntranceID
      return try await seam.send(request)
    }

    /// Returns the access groups of a door, and when its lock's IQ was last seen.
    ///
    /// - Parameters:
    ///   - acsEntranceID: The entrance.
    public func getDetails(acsEntranceID: ID<AcsEntrance>) async throws -> DoorDetails {
      var request = DeskDoors.GetDetails()
      request.acsEntranceID = acsEntranceID
      return try await seam.send(request)
    }

    /// Counts the entries of a day at a site or a door, by hours of the site's clocks.
    ///
    /// Give exactly one of `acsSystemID` and `acsEntranceID`.
    ///
    /// - Parameters:
    ///   - acsSystemID: The ACS system of the site, for all of its doors.
    ///   - acsEntranceID: The door.
    ///   - date: The day in the site's time zone, such as `2024-11-01`. Defaults to today.
    public func entriesByHour(
      acsSystemID: ID<AcsSystem>? = nil, acsEntranceID: ID<AcsEntrance>? = nil, date: String? = nil
    ) async throws -> EntriesByHour {
      var request = DeskDoors.GetEntriesByHour()
      request.acsSystemID = acsSystemID
      request.acsEntranceID = acsEntranceID
      request.date = date
      return try await seam.send(request)
    }
  }
}
