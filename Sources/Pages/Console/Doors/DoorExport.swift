import API
import Core
import Wire

/// All doors of a list as comma-separated values.
struct DoorExport {
  static let address = "list.csv"
  private static let rowMax = 500
  private let visit: ConsoleVisit
  private let query: DoorQuery

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    query = DoorQuery(visit)
  }

  var answer: ConsoleAnswer {
    let name = "doors-\(visit.times().date(visit.now)).csv"
    let (visit, query) = (visit, query)
    return .file(name: name, contentType: "text/csv; charset=utf-8") { writer in
      try await writer.write(csvHead(Self.heading))
      var cursor: String?
      repeat {
        let page = try await visit.call(query.request(limit: Self.rowMax, after: cursor))
        try await writer.write(page.items.map { Self.line(Self.cells($0, visit)) }.joined())
        cursor = page.pagination.nextPageCursor.optional
      } while cursor != nil
    }
  }

  private static let heading = [
    "Door", "Site", "State", "Battery", "Connection", "Mode", "Last entry", "By", "acs_entrance_id",
  ]

  private static func line(_ cells: [String]) -> String { csvLine(cells) + "\r\n" }

  private static func cells(_ door: DeskDoor, _ visit: ConsoleVisit) -> [String] {
    let state = DoorState(door)
    let site = visit.site(door.acsSystemID)
    let times = visit.times(site)
    return [
      door.displayName, site?.name ?? "", state.exception?.text ?? "Fine", state.batteryText, state.connectionText,
      state.specialMode ?? "Normal", door.lastEntry.map { times.field($0.occurredAt) } ?? "",
      door.lastEntry?.personName ?? "", door.acsEntranceID.text,
    ]
  }
}
