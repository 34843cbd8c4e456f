import API
import Wire

/// Which people a list has, as its address says. What makes no sense is ignored.
struct PeopleQuery: Sendable {
  private static let searchMax = 200

  let filter: DeskPerson.Filter?
  let kind: DeskPerson.Kind?
  let sort: DeskPerson.Sort
  let search: String?
  let site: ConsoleSite?
  /// The day of arrival or departure, such as `2026-11-27`.
  let date: String?
  let trail: ConsoleTrail

  init(_ visit: ConsoleVisit) {
    let query = visit.query
    filter = query.filled("filter").flatMap { DeskPerson.Filter(rawValue: $0) }
    // Those whom the site's staff added have no stays, by which guests and staff are told apart.
    kind = filter == .unmanaged ? nil : query.filled("kind").flatMap { DeskPerson.Kind(rawValue: $0) }
    sort = query.filled("sort").flatMap { DeskPerson.Sort(rawValue: $0) } ?? .startsAt
    search = query.filled("q").map { String($0.prefix(Self.searchMax)) }
    site = query.filled("site").flatMap { visit.site(ID($0)) }
    date = filter == .arriving || filter == .departing ? query.filled("date") : nil
    trail = ConsoleTrail(visit)
  }

  /// Whether the list is narrowed to fewer people than a tab has.
  var isNarrowed: Bool { search != nil || site != nil || date != nil || kind != nil }

  func request(limit: Int, cursor: String?) -> DeskPeople.List {
    var request = DeskPeople.List()
    request.filter = filter
    request.kind = kind
    request.sort = sort
    request.search = search
    request.acsSystemID = site?.id
    request.date = date
    request.limit = limit
    request.pageCursor = cursor.map { .value($0) }
    return request
  }
}
