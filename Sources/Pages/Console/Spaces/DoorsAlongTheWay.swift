import API
import Wire

/// The doors that all guests of a space get too, since their stays name other spaces as well, such as the building.
struct DoorsAlongTheWay: Sendable {
  /// The doors of each space are a call of their own.
  private static let spaceMax = 5
  private static let doorMax = 50

  private struct Row {
    let door: DeskDoor
    var spaceNames: [String]
  }

  private let visit: ConsoleVisit
  private let space: ID<Space>

  init(_ visit: ConsoleVisit, to space: ID<Space>) {
    self.visit = visit
    self.space = space
  }

  /// The context of the partial `spaces/way`. Nil if there are no such doors.
  ///
  /// - Parameter own: the doors of the space itself.
  func context(_ stays: [SpaceGuests.Stay], besides own: [DeskDoor]) async throws -> ConsoleContext? {
    var rows: [Row] = []
    for (id, name) in commonSpaces(of: stays).prefix(Self.spaceMax) {
      var list = DeskDoors.List()
      list.spaceID = id
      list.limit = Self.doorMax
      for door in try await visit.call(list).items
      where !own.contains(where: { $0.acsEntranceID == door.acsEntranceID }) {
        if let known = rows.firstIndex(where: { $0.door.acsEntranceID == door.acsEntranceID }) {
          rows[known].spaceNames.append(name)
        } else {
          rows.append(Row(door: door, spaceNames: [name]))
        }
      }
    }
    if rows.isEmpty { return nil }
    return [
      "rows": rows.map { row in
        [
          "href": visit.link("doors/\(row.door.acsEntranceID)"), "door": row.door.displayName,
          "through": row.spaceNames.joined(separator: ", "),
        ] as ConsoleContext
      }
    ]
  }

  /// The other spaces that each of the stays names.
  private func commonSpaces(of stays: [SpaceGuests.Stay]) -> [(id: ID<Space>, name: String)] {
    guard let first = stays.first?.stay else { return [] }
    return zip(first.spaceIDs, first.spaceNames).map { (id: $0.0, name: $0.1) }.filter { other in
      other.id != space && stays.allSatisfy { $0.stay.spaceIDs.contains(other.id) }
    }
  }
}
