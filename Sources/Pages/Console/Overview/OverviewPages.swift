import API
import Wire

/// The first page of an operator: what needs attention, who comes and goes, and how the sites are.
enum OverviewPages: ConsoleSection {
  static let name = "overview"
  static let role = OperatorRole.viewer
  static let templates = ["overview/page": OverviewTemplates.page]
  /// The number of problems on the page.
  private static let attentionMax = 20
  private static let peopleMax = 6
  /// How many arrivals and departures are read to say how far they are.
  private static let readMax = 100
  private static let entryMax = 5

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty else { return nil }
    // The parts are read at once: each counts much in a large workspace.
    async let ofSites = visit.sites.isEmpty ? nil : sites(visit)
    var context = try await attention(visit)
    context["newStay"] = visit.link("stays/new")
    context["doorList"] = visit.link("doors", ["print": DoorList.whole])
    if let known = try await ofSites {
      context["hasSites"] = true
      context["empty"] = false
      context.merge(known) { $1 }
    } else {
      context["summary"] = "\(visit.times().dayWords(visit.now))."
      context["empty"] = nothing(visit)
      context["hasSites"] = false
    }
    return .page(ConsolePage(title: "Overview", template: "overview/page", context: context))
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? { nil }

  private static func attention(_ visit: ConsoleVisit) async throws -> ConsoleContext {
    var request = Attentions.List()
    request.limit = attentionMax
    let found = try await visit.call(request)
    let total = found.pagination.totalCount ?? found.items.count
    let rest = total - found.items.count
    return [
      "greeting": greeting(visit), "now": visit.times().text(visit.now),
      "attentionCount": total > 0
        ? "\(counted(total, "thing needs", "things need")) attention." : "Nothing needs attention.",
      "attention": found.items.map { OverviewAttention($0, visit).context }, "hasAttention": total > 0,
      "more": shown(rest > 0 ? counted(rest, "more problem is", "more problems are") : nil),
    ]
  }

  /// By the time of day of the first site.
  private static func greeting(_ visit: ConsoleVisit) -> String {
    let hour = Int(visit.times().field(visit.now).suffix(5).prefix(2)) ?? 12
    let words =
      switch hour {
      case 5..<12: "Good morning"
      case 12..<18: "Good afternoon"
      default: "Good evening"
      }
    return "\(words), \(visit.operatorName)"
  }

  private static func nothing(_ visit: ConsoleVisit) -> ConsoleContext {
    let mayConnect = visit.may(.administrator)
    let links: [ConsoleContext] =
      mayConnect ? [["href": visit.link("connections"), "text": "Connect an account"]] : []
    return [
      "icon": icon(.plug), "title": "No site is connected yet",
      "text": mayConnect
        ? "Connect an account to see its doors and people here."
        : "An administrator can connect an account. Its doors and people then appear here.",
      "links": links,
    ]
  }

  /// Everything that needs a site.
  private static func sites(_ visit: ConsoleVisit) async throws -> ConsoleContext {
    async let ofSites = OverviewSites.context(visit)
    async let inSpaces = spaces(visit)
    async let arriving = visit.call(people(.arriving, by: .startsAt, limit: readMax))
    async let departing = visit.call(people(.departing, by: .endsAt, limit: readMax))
    async let staying = visit.call(people(.inHouse, by: .name, limit: 1))
    async let entered = entries(visit)
    let (arrivals, departures) = (try await arriving, try await departing)
    let (inHouse, latest) = (try await staying, try await entered)
    let drawing = ActivityDrawing(visit)
    let counts = [arrivals, departures, inHouse].map { $0.pagination.totalCount ?? $0.items.count }
    let coming = arrivals.items.map { OverviewPerson($0, visit) }
    let leaving = departures.items.map { OverviewPerson($0, visit) }
    var context = try await ofSites
    context["arrivalNote"] = shown(arrivals.pagination.hasNextPage ? nil : coming.arrivalNote)
    context["departureNote"] = shown(departures.pagination.hasNextPage ? nil : leaving.departureNote)
    context["inHouseNote"] = shown(try await inSpaces)
    context["summary"] = summary(visit, arrivals: counts[0], departures: counts[1])
    context["arrivalCount"] = counts[0]
    context["departureCount"] = counts[1]
    context["inHouseCount"] = counts[2]
    context["arrivals"] = list(
      "arriving", coming.prefix(peopleMax).map(\.arrival), of: counts[0], visit)
    context["departures"] = list(
      "departing", leaving.prefix(peopleMax).map(\.departure), of: counts[1], visit)
    context["entries"] = latest.map { drawing.context($0, now: visit.now) }
    context["hasEntries"] = !latest.isEmpty
    context["activity"] = visit.link("activity")
    return context
  }

  /// The latest entries and refusals.
  private static func entries(_ visit: ConsoleVisit) async throws -> [Activity] {
    var entries = Activities.List()
    entries.kinds = [.entry, .refusal]
    entries.limit = entryMax
    return try await visit.call(entries).items
  }

  /// How many spaces are occupied. Nil if there are no spaces.
  private static func spaces(_ visit: ConsoleVisit) async throws -> String? {
    var list = DeskSpaces.List()
    list.limit = 1
    guard let all = try await visit.call(list).pagination.totalCount, all > 0 else { return nil }
    list.filter = .occupied
    let occupied = try await visit.call(list).pagination.totalCount ?? 0
    return "in \(ConsoleParts.grouped(occupied)) of \(counted(all, "space", "spaces"))"
  }

  private static func people(
    _ filter: DeskPerson.Filter, by sort: DeskPerson.Sort, limit: Int
  ) -> DeskPeople.List {
    var request = DeskPeople.List()
    request.filter = filter
    request.sort = sort
    request.limit = limit
    return request
  }

  private static func list(
    _ filter: String, _ rows: [ConsoleContext], of total: Int, _ visit: ConsoleVisit
  ) -> ConsoleContext {
    [
      "rows": rows, "hasRows": !rows.isEmpty, "address": visit.link("people", ["filter": filter]),
      "total": shown(total > 0 ? total : nil),
    ]
  }

  private static func summary(_ visit: ConsoleVisit, arrivals: Int, departures: Int) -> String {
    let day = visit.times().dayWords(visit.now)
    return "\(day). \(counted(arrivals, "arrival", "arrivals")), \(counted(departures, "departure", "departures"))."
  }
}
