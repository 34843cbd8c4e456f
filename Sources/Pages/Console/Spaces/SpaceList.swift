import API
import Wire

/// The list of spaces with the number of their doors and their guests.
struct SpaceList {
  private static let rowMax = 50
  private static let tabs: [(filter: DeskSpace.Filter?, text: String)] = [
    (nil, "All"), (.occupied, "In house"), (.free, "Free"), (.arriving, "Arriving today"),
    (.withoutDoors, "Without doors"),
  ]
  private let visit: ConsoleVisit
  private let filter: DeskSpace.Filter?
  private let search: String?

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    filter = visit.query.filled("filter").flatMap { DeskSpace.Filter(rawValue: $0) }
    search = visit.query.filled("q")
  }

  func page() async throws -> ConsolePage {
    let trail = ConsoleTrail(visit)
    var list = DeskSpaces.List()
    list.filter = filter
    list.limit = Self.rowMax
    list.search = search
    list.pageCursor = trail.cursor.map { .value($0) }
    let spaces = try await visit.call(list)
    return ConsolePage(
      title: "Spaces", template: "spaces/list",
      context: [
        "q": search ?? "", "filter": shown(filter?.rawValue), "tabs": tabs(spaces.pagination.totalCount),
        "spaces": spaces.items.map(row), "hasSpaces": !spaces.items.isEmpty,
        "empty": shown(spaces.items.isEmpty ? empty : nil),
        "pager": trail.pager("spaces", shown: spaces.items.count, spaces.pagination),
        "sheet": shown(visit.may(.administrator) ? SpaceForms(visit).creation(name: nil).context : nil),
      ], notices: notices)
  }

  /// Only the current tab has a number, since each is a count of its own.
  private func tabs(_ total: Int?) -> ConsoleContext {
    ConsoleParts.tabs(
      "Filter by state",
      Self.tabs.map { tab in
        let isCurrent = tab.filter == filter
        let address = visit.same(["filter": tab.filter?.rawValue, "cursor": nil, "done": nil])
        return (href: address, text: tab.text, count: isCurrent ? total : nil, isCurrent: isCurrent)
      })
  }

  private var notices: [ConsoleNotice] {
    visit.query["done"] == "deleted" ? [ConsoleNotice(.ok, "The space was deleted.", "Its doors stay.")] : []
  }

  private func row(_ space: DeskSpace) -> ConsoleContext {
    let sites = space.acsSystemIDs.compactMap { visit.site($0) }
    let times = visit.times(sites.first)
    let next = space.nextStay.map { "\($0.personName ?? "Somebody"), \(times.text($0.startsAt))" }
    let badge = badge(space, times)
    return [
      "href": visit.link("spaces/\(space.spaceID)"), "name": space.displayName,
      "site": sites.isEmpty ? "–" : sites.map(\.name).joined(separator: ", "), "doors": space.doorCount,
      "guests": shown(space.guests), "next": next ?? "–", "badge": shown(badge),
      "state": shown(badge == nil ? DoorState.state("is-quiet", .minus, "Free") : nil),
    ]
  }

  private func badge(_ space: DeskSpace, _ times: ConsoleTimes) -> ConsoleContext? {
    if space.doorCount == 0 { return ConsoleParts.badge(.warn, "No door") }
    if space.currentStays.isEmpty {
      guard let start = space.nextStay?.startsAt, times.date(start) == times.date(visit.now) else { return nil }
      return ConsoleParts.badge(.info, "Arriving \(times.timeWords(start))")
    }
    return space.currentStays.allSatisfy(\.isSuspended)
      ? ConsoleParts.badge(.bad, "Guest suspended") : ConsoleParts.badge(.ok, "In house")
  }

  private var empty: ConsoleContext {
    if search != nil || filter != nil {
      return [
        "icon": icon(.search), "title": "No space matches", "text": "Look for a part of the name or of the key.",
        "links": [["href": visit.link("spaces"), "text": "Clear search and filters"] as ConsoleContext],
      ]
    }
    return [
      "icon": icon(.space), "title": "No spaces yet",
      "text": "A space is a set of doors, such as a room. Stays name the space, so that its doors can change later.",
      "links": [ConsoleContext](),
    ]
  }
}

extension DeskSpace {
  /// The names of some guests, such as `Jane, Luca and 3 more`. Nil if nobody stays in it.
  var guests: String? {
    if currentStays.isEmpty { return nil }
    var names: [String] = []
    for name in currentStays.map({ $0.personName ?? "Somebody" }) where !names.contains(name) { names.append(name) }
    let rest = names.count - 2 + currentStayCount - currentStays.count
    return names.prefix(2).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
