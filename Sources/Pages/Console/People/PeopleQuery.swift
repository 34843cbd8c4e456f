import API
import Wire

/// Which people a list has, as its address says. What makes no sense is ignored.
struct PeopleQuery: Sendable {
  let filter: DeskPerson.Filter?
  let sort: DeskPerson.Sort
  let search: String?
  let site: ConsoleSite?
  /// The day of arrival or departure, such as `2026-11-27`.
  let date: String?
  let cursor: String?

  init(_ visit: ConsoleVisit) {
    func text(_ name: String) -> String? {
      let words = (visit.query[name] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return words.isEmpty ? nil : String(words.prefix(200))
    }
    filter = text("filter").flatMap { DeskPerson.Filter(rawValue: $0) }
    sort = text("sort").flatMap { DeskPerson.Sort(rawValue: $0) } ?? .startsAt
    search = text("q")
    site = text("site").flatMap { visit.site(ID($0)) }
    date = filter == .arriving || filter == .departing ? text("date") : nil
    cursor = visit.query["cursor"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether the list is narrowed to fewer people than a tab has.
  var isNarrowed: Bool { search != nil || site != nil || date != nil }

  func request(limit: Int, cursor: String?) -> DeskPeople.List {
    var request = DeskPeople.List()
    request.filter = filter
    request.sort = sort
    request.search = search
    request.acsSystemID = site?.id
    request.date = date
    request.limit = limit
    request.pageCursor = cursor.map { .value($0) }
    return request
  }
}
