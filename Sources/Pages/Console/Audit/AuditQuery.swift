import API
import Wire

/// The filters in the address of the audit.
struct AuditQuery: Sendable {
  let authorKind: AuditEntry.Author.Kind?
  let operatorID: ID<Operator>?
  let operation: String?
  let subjectID: String?
  let search: String?
  /// The first day, as it was typed.
  let from: String?
  /// The last day, as it was typed.
  let to: String?
  private(set) var faults = ConsoleFaults.none
  private var after: Instant?
  private var before: Instant?

  init(_ visit: ConsoleVisit) {
    authorKind = visit.query.filled("by").flatMap { AuditEntry.Author.Kind(rawValue: $0) }
    operatorID = visit.query.filled("operator").map { ID($0) }
    operation = visit.query.filled("operation")
    subjectID = visit.query.filled("subject")
    search = visit.query.filled("q")
    (from, to) = (visit.query.filled("from"), visit.query.filled("to"))
    let times = visit.times()
    var first: Instant?
    if let from {
      first = times.start(ofDay: from)
      // The operation excludes the moment itself.
      after = first.map { $0 - .microseconds(1) }
      if first == nil { faults.add("from", Self.malformed) }
    }
    if let to {
      before = times.end(ofDay: to)
      if before == nil { faults.add("to", Self.malformed) }
    }
    if let search, search.count > Self.searchMax {
      faults.add("q", "Search for at most \(Self.searchMax) characters.")
    }
    if let first, let before, first >= before { faults.add("to", "The last day is before the first.") }
  }

  /// As the operation has it.
  private static let searchMax = 200
  private static let malformed = "Give a date, such as 2026-11-27."

  /// Whether it shows only some of the entries.
  var isNarrow: Bool {
    let texts = [operation, subjectID, search, from, to].compactMap(\.self)
    return authorKind != nil || operatorID != nil || !texts.isEmpty
  }

  func request(_ sort: AuditEntry.Sort, limit: Int, cursor: String? = nil) -> Audit.List {
    var request = Audit.List()
    request.authorKind = authorKind
    request.operatorID = operatorID
    request.operation = operation
    request.subjectID = subjectID
    request.search = search
    request.occurredAfter = after
    request.occurredBefore = before
    request.sort = sort
    request.limit = limit
    request.pageCursor = cursor.map { .value($0) }
    return request
  }

  /// The address of a page with the same filters.
  func link(_ path: String, _ visit: ConsoleVisit) -> String {
    visit.link(
      path,
      [
        "by": authorKind?.rawValue, "operator": operatorID?.text, "operation": operation, "subject": subjectID,
        "q": search, "from": from, "to": to,
      ])
  }
}
