import API
import Wire

/// The list of doors, which can be printed too.
struct DoorList {
  /// The value of `print` in the address of a list that is not cut into short pages.
  static let whole = "all"
  private static let rowMax = 50
  private static let printedMax = 1000
  private let visit: ConsoleVisit
  private let query: DoorQuery

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    query = DoorQuery(visit)
  }

  func page() async throws -> ConsolePage {
    let trail = ConsoleTrail(visit)
    let limit = visit.query["print"] == Self.whole ? Self.printedMax : Self.rowMax
    let doors = try await visit.call(query.request(limit: limit, after: trail.cursor))
    let total = doors.pagination.totalCount
    let pager = trail.pager("doors", shown: doors.items.count, doors.pagination)
    return ConsolePage(
      title: "Doors", template: "doors/list",
      context: [
        "summary": summary(total), "printed": "\(visit.workspace.name), doors at \(visit.times().text(visit.now)).",
        "csv": csvLink, "tabs": tabs(total), "filter": shown(query.filter?.rawValue), "q": query.search ?? "",
        "siteField": siteField, "sortField": sortField, "doors": doors.items.map(row), "pager": pager,
        "empty": shown(doors.items.isEmpty ? empty : nil), "hasDoors": !doors.items.isEmpty,
      ])
  }

  private func summary(_ total: Int?) -> String {
    let states = "States are as the locks last reported."
    guard let total, !query.isNarrowed else { return states }
    return "\(total == 1 ? "One door" : "\(ConsoleParts.grouped(total)) doors"). \(states)"
  }

  private var csvLink: String {
    visit.link(
      "doors/\(DoorExport.address)",
      [
        "filter": query.filter?.rawValue, "site": query.site?.id.text, "q": query.search, "by": query.sort.rawValue,
      ])
  }

  /// Only the current tab has a number, since each takes a search of its own.
  private func tabs(_ total: Int?) -> ConsoleContext {
    let filters: [(filter: DeskDoor.Filter?, text: String)] = [
      (nil, "All"), (.withProblems, "Problems"), (.lowBattery, "Battery"), (.offline, "Offline"),
      (.specialMode, "Special mode"),
    ]
    return ConsoleParts.tabs(
      "Filter by state",
      filters.map { tab in
        let isCurrent = tab.filter == query.filter
        return (
          href: visit.same(["filter": tab.filter?.rawValue, "cursor": nil]), text: tab.text,
          count: isCurrent ? total : nil, isCurrent: isCurrent
        )
      })
  }

  private var siteField: ConsoleContext {
    let sites = visit.sites.map { ConsoleChoice($0.id.text, $0.name, isChosen: $0.id == query.site?.id) }
    return ConsoleField("site", "Site", .select([ConsoleChoice("", "All sites")] + sites)).context
  }

  private var sortField: ConsoleContext {
    let orders: [(DeskDoor.Sort, String)] = [
      (.site, "Site and name"), (.name, "Name"), (.battery, "Battery"), (.lastEntry, "Last entry"),
    ]
    let choices = orders.map { ConsoleChoice($0.rawValue, $1, isChosen: $0 == query.sort) }
    return ConsoleField("by", "Sort by", .select(choices)).context
  }

  private func row(_ door: DeskDoor) -> ConsoleContext {
    let state = DoorState(door)
    let site = visit.site(door.acsSystemID)
    let times = visit.times(site)
    let place = site?.name ?? "Unknown site"
    let row: ConsoleContext = [
      "href": visit.link("doors/\(door.acsEntranceID)"), "name": door.displayName, "site": place,
      "sub": state.exception?.text ?? place, "battery": state.battery, "connection": state.connection,
      "mode": shown(state.specialMode.map { ConsoleParts.badge(.info, $0) }),
      "lastEntry": shown(door.lastEntry.map { entry(times.moment($0.occurredAt), $0.personName) }),
    ]
    return row.merging(state.context) { first, _ in first }
  }

  private func entry(_ at: ConsoleContext, _ person: String?) -> ConsoleContext {
    ["at": at, "person": shown(person)]
  }

  private var empty: ConsoleContext {
    if query.isNarrowed {
      return [
        "icon": icon(.search), "title": "No door matches", "text": "There are doors that the filters do not show.",
        "links": [["href": visit.link("doors"), "text": "Clear search and filters"] as ConsoleContext],
      ]
    }
    let connect: ConsoleContext = ["href": visit.link("connections"), "text": "Connect a site"]
    return [
      "icon": icon(.door), "title": "No doors yet",
      "text": "Doors appear here once a site is connected and its locks are read.",
      "links": visit.may(.administrator) ? [connect] : [ConsoleContext](),
    ]
  }
}
