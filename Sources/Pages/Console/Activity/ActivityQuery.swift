import API
import Wire

/// The filters in the address of the list of activities.
struct ActivityQuery: Sendable {
  let kind: Activity.Kind?
  let search: String?
  /// The first day, as it was typed.
  let from: String?
  /// The last day, as it was typed.
  let to: String?
  private(set) var faults = ConsoleFaults.none
  /// The door to which it is narrowed. Nil for all.
  private(set) var door: ID<AcsEntrance>?
  private var since: Instant?
  private var before: Instant?

  init(_ visit: ConsoleVisit) {
    let query = visit.query
    kind = query.filled("kind").flatMap { Activity.Kind(rawValue: $0) }
    (search, from, to) = (query.filled("q"), query.filled("from"), query.filled("to"))
    let times = visit.times()
    let first = from.flatMap { times.start(ofDay: $0) }
    before = to.flatMap { times.end(ofDay: $0) }
    // The operation lists what was recorded after a moment.
    since = first.map { $0 - .microseconds(1) }
    if from != nil, first == nil { faults.add("from", Self.malformed) }
    if to != nil, before == nil { faults.add("to", Self.malformed) }
    if let first, let before, first >= before { faults.add("to", "The last day is before the first.") }
  }

  /// The door that the address names, by its ID or by a part of its name.
  ///
  /// - Throws: the errors of the operations that find it.
  mutating func chooseDoor(_ visit: ConsoleVisit) async throws -> DoorSearch {
    let search = try await DoorSearch(
      visit.query.filled("door_name"), chosen: visit.query.filled("door"), at: nil, visit)
    door = search.door?.acsEntranceID
    if search.isVain { faults.add("door_name", "No door has this name.") }
    return search
  }

  private static let malformed = "Give a date, such as 2026-11-27."

  /// Whether it selects by more than the kind, which a stream cannot do.
  var isNarrow: Bool { search != nil || from != nil || to != nil || door != nil }

  var kinds: [Activity.Kind]? { kind.map { [$0] } }

  func request(limit: Int, cursor: String? = nil) -> Activities.List {
    var request = Activities.List()
    request.kinds = kinds
    request.search = search
    request.acsEntranceID = door
    request.since = since
    request.before = before
    request.limit = limit
    request.pageCursor = cursor.map { Nullable.value($0) }
    return request
  }
}
