import API
import Wire

/// Which doors a list has and in which order, as its address says.
struct DoorQuery {
  let filter: DeskDoor.Filter?
  let site: ConsoleSite?
  let search: String?
  let sort: DeskDoor.Sort

  init(_ visit: ConsoleVisit) {
    filter = visit.query["filter"].flatMap { DeskDoor.Filter(rawValue: $0) }
    site = visit.query["site"].flatMap { visit.site(ID($0)) }
    search = visit.query.filled("q")
    sort = visit.query["by"].flatMap { DeskDoor.Sort(rawValue: $0) } ?? .site
  }

  /// Whether the list may lack doors.
  var isNarrowed: Bool { filter != nil || site != nil || search != nil }

  /// - Parameter cursor: the position of the page. Nil for the first.
  func request(limit: Int, after cursor: String?) -> DeskDoors.List {
    var request = DeskDoors.List()
    request.filter = filter
    request.acsSystemID = site?.id
    request.search = search
    request.sort = sort
    request.limit = limit
    request.pageCursor = cursor.map { .value($0) }
    return request
  }
}
