import API
import HTTPTypes
import Operations
import Wire

/// What happens at the doors and with access: a list that is live, and a file of it.
enum ActivityPages: ConsoleSection {
  static let name = "activity"
  static let role = OperatorRole.viewer
  static let templates = ["activity/list": ActivityTemplates.list, "activity/row": ActivityTemplates.row]
  private static let rowsOfPage = 50

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    switch visit.path {
    case []: .page(try await list(visit))
    case ["export"]: try await export(visit)
    case ["stream"]: try await stream(visit)
    default: nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? { nil }

  private static func list(_ visit: ConsoleVisit) async throws -> ConsolePage {
    var query = ActivityQuery(visit)
    let doors = try await query.chooseDoor(visit)
    let trail = ConsoleTrail(visit)
    let isLive = trail.cursor == nil && !query.isNarrow
    // Read before the list, so that nothing gets lost between the list and the stream.
    let latest: Int? = try await isLive ? visit.call(ActivityQuery.latest).items.first?.sequence ?? 0 : nil
    let found = try await visit.call(query.request(limit: rowsOfPage, cursor: trail.cursor))
    let drawing = ActivityDrawing(visit)
    let choices = doors.context {
      visit.same(["door": $0.acsEntranceID.text, "door_name": nil, "cursor": nil])
    }
    let context: ConsoleContext = [
      "choices": shown(choices), "place": visit.times().place, "now": visit.times().text(visit.now),
      "action": visit.link("activity"), "kind": shown(query.kind?.rawValue), "search": query.search ?? "",
      "fields": fields(query, doors).map(\.context), "tabs": tabs(visit, query),
      "export": file(visit, query),
      "all": shown(query.isNarrow ? visit.link("activity", ["kind": query.kind?.rawValue]) : nil),
      "isLive": isLive,
      "rows": found.items.map { drawing.context($0, now: visit.now) },
      "empty": shown(found.items.isEmpty ? nothing(query, trail.cursor) : nil),
      "pager": trail.pager("events", shown: found.items.count, found.pagination),
    ]
    return ConsolePage(
      title: "Activity", template: "activity/list", context: context,
      status: query.faults.isEmpty ? .ok : .unprocessableContent,
      liveAddress: latest.map { visit.link("activity/stream", ["kind": query.kind?.rawValue, "after": "\($0)"]) })
  }

  private static func tabs(_ visit: ConsoleVisit, _ query: ActivityQuery) -> ConsoleContext {
    let kinds: [(kind: Activity.Kind?, text: String)] = [
      (nil, "Everything"), (.entry, "Entries"), (.refusal, "Refusals"), (.change, "Changes"), (.problem, "Problems"),
    ]
    return ConsoleParts.tabs(
      "Filter by kind",
      kinds.map { kind, text in
        let address = visit.same(["kind": kind?.rawValue, "cursor": nil])
        return (href: address, text: text, count: nil, isCurrent: kind == query.kind)
      })
  }

  private static func fields(_ query: ActivityQuery, _ doors: DoorSearch) -> [ConsoleField] {
    [
      ConsoleField(
        "door_name", "Door", .search, value: doors.typed ?? doors.door?.displayName, faults: query.faults,
        autocomplete: "off"),
      ConsoleField("from", "From", .date, value: query.from, faults: query.faults),
      ConsoleField("to", "To", .date, value: query.to, faults: query.faults),
    ]
  }

  /// The address of the file with what the filters of the list show.
  private static func file(_ visit: ConsoleVisit, _ query: ActivityQuery) -> String {
    visit.link(
      "activity/export",
      [
        "kind": query.kind?.rawValue, "q": query.search, "door": query.door?.text, "from": query.from, "to": query.to,
      ])
  }

  private static func nothing(_ query: ActivityQuery, _ cursor: String?) -> ConsoleContext {
    let isFiltered = query.isNarrow || query.kind != nil || cursor != nil
    return [
      "icon": icon(.activity), "title": isFiltered ? "Nothing was found" : "Nothing has happened yet",
      "text": isFiltered
        ? "No activity matches these filters." : "Entries at the doors and changes of access appear here.",
      "links": [ConsoleContext](),
    ]
  }

  private static func export(_ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    var narrowed = ActivityQuery(visit)
    _ = try await narrowed.chooseDoor(visit)
    let query = narrowed
    if !query.faults.isEmpty { return .page(try await list(visit)) }
    let first = try await visit.call(query.request(limit: ActivitySheet.part))
    let sheet = ActivitySheet(drawing: ActivityDrawing(visit), times: visit.times())
    let name = "activity-\(visit.times().date(visit.now)).csv"
    return .file(
      name: name, contentType: "text/csv; charset=utf-8",
      body: { writer in
        try await writer.write(sheet.head + sheet.lines(first.items))
        var cursor = first.pagination.nextPageCursor.optional
        while let next = cursor {
          let page = try await visit.call(query.request(limit: ActivitySheet.part, cursor: next))
          try await writer.write(sheet.lines(page.items))
          cursor = page.pagination.nextPageCursor.optional
        }
      })
  }

  /// Rows as they happen. The place is checked here, since a browser would ask a stream that breaks again and again.
  private static func stream(_ visit: ConsoleVisit) async throws -> ConsoleAnswer {
    let (feeds, workspace) = (visit.activityFeeds, visit.workspace.workspaceID)
    let start = try await feeds.start(after: visit.lastEventID ?? visit.query["after"], in: workspace)
    let (kinds, look) = (ActivityQuery(visit).kinds, ActivityDrawing(visit).look)
    return .stream { writer in
      try await writer.write(": activities after \(start)\n\n")
      try await feeds.watch(workspace, after: start, kinds: kinds, as: look) { activities in
        try await writer.write(activities.map(\.text).joined())
      }
    }
  }
}

extension ActivityQuery {
  /// The latest activity of any kind.
  fileprivate static var latest: Activities.List {
    var request = Activities.List()
    request.limit = 1
    return request
  }
}
