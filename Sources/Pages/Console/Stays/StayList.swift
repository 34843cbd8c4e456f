import API
import Wire

/// The list of stays.
struct StayList: Sendable {
  private static let pageSize = 50
  private static let states: [(filter: DeskStay.Filter?, text: String)] = [
    (nil, "All"), (.current, "Current"), (.upcoming, "Upcoming"), (.withProblems, "Problems"), (.over, "Over"),
  ]

  private let visit: ConsoleVisit
  private let filter: DeskStay.Filter?

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    filter = visit.query["filter"].flatMap { DeskStay.Filter(rawValue: $0) }
  }

  func page() async throws -> ConsolePage {
    let found = try await visit.call(request)
    let spaces = try await spaces()
    var context: ConsoleContext = [
      "tabs": tabs(total: found.pagination.totalCount), "zone": visit.times().zone,
      "search": visit.query.filled("q") ?? "",
      "spaceField": spaceField(spaces).context, "newLink": visit.link("stays/new"), "action": visit.link("stays"),
    ]
    context["rows"] = found.items.map(row)
    context["filter"] = shown(filter?.rawValue)
    context["importLink"] = shown(visit.may(.administrator) ? visit.link("import") : nil)
    context["pager"] = ConsoleTrail(visit).pager("stays", shown: found.items.count, found.pagination)
    context["siteField"] = shown(visit.sites.count > 1 ? siteField.context : nil)
    context["wayField"] = wayField.context
    context["nothing"] = shown(found.items.isEmpty ? nothing : nil)
    return ConsolePage(title: "Stays", template: "stays/list", context: context, notices: notices)
  }

  private var request: DeskStays.List {
    var request = DeskStays.List()
    request.filter = filter
    request.search = visit.query.filled("q")
    request.acsSystemID = visit.query.filled("site").map { ID($0) }
    request.spaceID = visit.query.filled("space").map { ID($0) }
    request.mode = visit.query.filled("way").flatMap { AccessMethod.Mode(rawValue: $0) }
    request.limit = Self.pageSize
    request.pageCursor = ConsoleTrail(visit).cursor.map { .value($0) }
    return request
  }

  private var isNarrowed: Bool {
    filter != nil || ["q", "site", "space", "way"].contains { visit.query.filled($0) != nil }
  }

  private func tabs(total: Int?) -> ConsoleContext {
    ConsoleParts.tabs(
      "Filter by state",
      Self.states.map { state in
        (
          href: visit.same(["filter": state.filter?.rawValue, "cursor": nil, "done": nil]), text: state.text,
          count: state.filter == filter ? total : nil, isCurrent: state.filter == filter
        )
      })
  }

  /// The first spaces, and the chosen one however many there are.
  private func spaces() async throws -> [Space] {
    let found = try await visit.call(Spaces.List()).items
    guard let chosen = visit.query.filled("space"), !found.contains(where: { $0.spaceID.text == chosen }) else {
      return found
    }
    do { return [try await visit.space(ID(chosen))] + found } catch let error as APIError where error.kind == .notFound
    {
      return found
    }
  }

  private func spaceField(_ spaces: [Space]) -> ConsoleField {
    let chosen = visit.query["space"]
    let choices = spaces.map {
      ConsoleChoice($0.spaceID.text, $0.displayName, isChosen: $0.spaceID.text == chosen)
    }
    return ConsoleField("space", "Space", .select([ConsoleChoice("", "All spaces")] + choices))
  }

  private var siteField: ConsoleField {
    let chosen = visit.query["site"]
    let choices = visit.sites.map { ConsoleChoice($0.id.text, $0.name, isChosen: $0.id.text == chosen) }
    return ConsoleField("site", "Site", .select([ConsoleChoice("", "All sites")] + choices))
  }

  private var wayField: ConsoleField {
    let chosen = visit.query["way"]
    let choices = AccessMethod.Mode.allCases.map { mode in
      ConsoleChoice(mode.rawValue, StayWords.name(.known(mode)), isChosen: mode.rawValue == chosen)
    }
    return ConsoleField("way", "Way to open", .select([ConsoleChoice("", "Any")] + choices))
  }

  private func row(_ stay: DeskStay) -> ConsoleContext {
    let site = stay.acsSystemIDs.first.flatMap { visit.site($0) }
    let times = visit.times(site)
    let places = StayWords.list(stay.placeNames)
    let state = state(stay, times)
    let end = stay.endsAt.map { "until \(times.text($0))" } ?? "no end"
    var row: ConsoleContext = [
      "href": visit.link("stays/\(stay.accessGrantID)"), "name": stay.personName, "places": places,
      "brief": "\(places), \(end)", "from": times.moment(stay.startsAt), "ways": StayWords.ways(stay.means.map(\.mode)),
    ]
    row["zone"] = shown(times.zone == visit.times().zone ? nil : times.zone)
    row["key"] = shown(StayDraft.shownKey(stay.accessGrantKey))
    row["until"] = shown(stay.endsAt.map { times.moment($0) })
    row["badge"] = shown(state.kind.map { ConsoleParts.badge($0, state.text) })
    row["state"] = shown(state.kind == nil ? state.text : nil)
    return row
  }

  private func state(_ stay: DeskStay, _ times: ConsoleTimes) -> (kind: ConsoleNotice.Kind?, text: String) {
    if stay.displayStatus == "Upcoming", let wait = times.wait(until: stay.startsAt) {
      return (nil, "Starts in \(wait)")
    }
    if stay.displayStatus == "Active" { return (nil, "Opens \(StayWords.doors(stay.openDoorCount))") }
    if stay.phase == .current, stay.errors.isEmpty, stay.openDoorCount < stay.doorCount {
      return (.warn, "Opens \(stay.openDoorCount) of \(StayWords.doors(stay.doorCount))")
    }
    return StayWords.state(stay.displayStatus)
  }

  private var nothing: ConsoleContext {
    if isNarrowed {
      let all: ConsoleContext = ["href": visit.link("stays"), "text": "Show all stays"]
      return [
        "icon": icon(.search), "title": "No stay matches",
        "text": "Choose another filter, or search for something else.",
        "links": [all],
      ]
    }
    return [
      "icon": icon(.key), "title": "No stays yet",
      "text": "A stay opens doors for one person, from one moment to another.",
      "links": [ConsoleContext](),
    ]
  }

  private var notices: [ConsoleNotice] {
    visit.query["done"] == "deleted"
      ? [
        ConsoleNotice(
          .ok, "The stay is deleted.", "Its phone, PIN and card stop opening the doors, usually within a minute.")
      ] : []
  }
}
