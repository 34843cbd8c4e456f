import API
import HTTPTypes
import Wire

/// The list of people: tabs, filters, one page of rows.
struct PeopleList {
  private static let limit = 50
  private static let filters: [DeskPerson.Filter?] = [
    nil, .arriving, .inHouse, .departing, .upcoming, .gone, .permanent, .suspended, .withErrors, .unmanaged,
  ]

  private let visit: ConsoleVisit
  private let query: PeopleQuery

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    query = PeopleQuery(visit)
  }

  func page() async throws -> ConsolePage {
    do {
      let found = try await visit.call(query.request(limit: Self.limit, cursor: query.trail.cursor))
      let similar = try await found.items.isEmpty ? SimilarPeople.find(query, visit) : []
      return page(found.items, found.pagination, similar, notices: notices)
    } catch let error as APIError where error.kind == .invalid {
      var refused = page([], .blank, [], notices: [ConsoleFaults(error).notice])
      refused.status = .unprocessableContent
      return refused
    }
  }

  private func page(
    _ people: [DeskPerson], _ pagination: Pagination, _ similar: [DeskPerson], notices: [ConsoleNotice]
  ) -> ConsolePage {
    var context: ConsoleContext = [
      "tabs": tabs(total: pagination.totalCount), "rows": people.map(row), "hasRows": !people.isEmpty,
      "pager": query.trail.pager("people", shown: people.count, pagination),
      "place": visit.times(query.site).place, "newStay": visit.link("stays/new"),
      "export": visit.link(
        "people/export",
        [
          "filter": query.filter?.rawValue, "kind": query.kind?.rawValue, "q": query.search,
          "site": query.site?.id.text,
          "sort": query.sort.rawValue, "date": query.date,
        ]),
      "nobody": shown(people.isEmpty ? empty(similar) : nil),
    ]
    context.merge(filterForm) { $1 }
    return ConsolePage(title: "People", template: "people/list", context: context, notices: notices)
  }

  /// Only the current tab has a number, since each number is a count of its own.
  private func tabs(total: Int?) -> ConsoleContext {
    ConsoleParts.tabs(
      "Filter by state",
      Self.filters.map { filter in
        let isCurrent = filter == query.filter
        let address = visit.same(["filter": filter?.rawValue, "cursor": nil, "date": nil, "done": nil])
        return (href: address, text: PeopleWords.tab(filter), count: isCurrent ? total : nil, isCurrent: isCurrent)
      })
  }

  private var filterForm: ConsoleContext {
    func choice(_ sort: DeskPerson.Sort, _ label: String) -> ConsoleContext {
      ConsoleChoice(sort.rawValue, label, isChosen: sort == query.sort).context
    }
    let sites =
      [ConsoleChoice("", "All sites", isChosen: query.site == nil)]
      + visit.sites.map { ConsoleChoice($0.id.text, $0.name, isChosen: $0.id == query.site?.id) }
    let kinds = [
      ConsoleChoice("", "Everyone", isChosen: query.kind == nil),
      ConsoleChoice(DeskPerson.Kind.guest.rawValue, "Guests", isChosen: query.kind == .guest),
      ConsoleChoice(DeskPerson.Kind.staff.rawValue, "Staff", isChosen: query.kind == .staff),
    ]
    let hasDay = query.filter == .arriving || query.filter == .departing
    let today = visit.times(query.site).date(visit.now)
    return [
      "action": visit.link("people"), "search": query.search ?? "", "filter": shown(query.filter?.rawValue),
      "sites": sites.map(\.context), "hasSites": visit.sites.count > 1,
      "sorts": [
        choice(.startsAt, "Arrival"), choice(.endsAt, "Departure"), choice(.name, "Name"),
        choice(.lastEntry, "Last entry"),
      ], "kinds": kinds.map(\.context), "hasKinds": query.filter != .unmanaged,
      "day": shown(hasDay ? query.date ?? today : nil),
    ]
  }

  private func row(_ person: DeskPerson) -> ConsoleContext {
    let times = visit.times(visit.site(person.acsSystemID))
    let state = PeopleWords.state(person)
    let (place, means) = (PeopleWords.place(person.stay), person.issuedMeans)
    let until = person.stay?.endsAt.map { "until \(times.text($0))" } ?? "no end"
    let site = visit.sites.count > 1 ? visit.site(person.acsSystemID)?.name : nil
    return [
      "link": visit.link("people/\(person.acsUserID)"), "initials": ConsoleParts.initials(person.displayName),
      "name": person.displayName, "detail": shown(person.emailAddress ?? person.phoneNumber),
      "summary": [place, until].compactMap(\.self).joined(separator: ", "), "where": place ?? "–", "site": shown(site),
      "from": shown(person.stay.map { times.moment($0.startsAt) }),
      "until": shown(person.stay?.endsAt.map { times.moment($0) }),
      "badge": shown(state.kind.map { ConsoleParts.badge($0, state.text) }),
      "quiet": shown(state.kind == nil ? state.text : nil),
      "ways": means.map { ["icon": icon($0.icon), "text": $0.text] as ConsoleContext }, "hasWays": !means.isEmpty,
      "lastEntry": shown(person.lastEntry.map { times.moment($0.occurredAt) }),
    ]
  }

  /// - Parameter similar: people with names like the one that was searched.
  private func empty(_ similar: [DeskPerson]) -> ConsoleContext {
    if query.isNarrowed {
      let what = query.search.map { "Nobody matches “\($0)”" } ?? PeopleWords.nobody(query.filter)
      let place = query.site.map { " at \($0.name)" } ?? ""
      return [
        "icon": icon(.search), "title": what + place,
        "text": similar.isEmpty ? "Look at all sites, or at everyone." : "Somebody has a similar name.",
        "links": similar.map { link(to: $0) }
          + [["href": visit.link("people"), "text": "Clear search and filters"] as ConsoleContext],
      ]
    }
    var links: [ConsoleContext] = []
    if query.filter != nil { links.append(["href": visit.link("people"), "text": "Show everyone"]) }
    if visit.may(.frontDesk) { links.append(["href": visit.link("stays/new"), "text": "New stay"]) }
    return [
      "icon": icon(.people), "title": PeopleWords.nobody(query.filter),
      "text": query.filter == nil
        ? "A person is listed here from the first stay." : "Other people are in the other tabs.",
      "links": links,
    ]
  }

  private func link(to person: DeskPerson) -> ConsoleContext {
    let site = visit.sites.count > 1 ? visit.site(person.acsSystemID)?.name : nil
    return [
      "href": visit.link("people/\(person.acsUserID)"),
      "text": [person.displayName, site].compactMap(\.self).joined(separator: ", "),
    ]
  }

  /// What a form of a person's page did, if the person is no longer there.
  private var notices: [ConsoleNotice] {
    switch visit.query["done"].flatMap({ PersonDeed(rawValue: $0) }) {
    case .deleted:
      [ConsoleNotice(.ok, "The person was deleted.", "Their doors stay shut, usually within a minute.")]
    case .erased:
      [ConsoleNotice(.ok, "The person was erased.", "The audit log keeps what happened, without names.")]
    default: []
    }
  }
}
