import API
import HTTPTypes
import Wire

/// The list of audit entries, the newest first.
struct AuditList: Sendable {
  private static let rowMax = 50
  /// How many pages of the operation are read until a search finds an entry.
  private static let partMax = 10
  private let visit: ConsoleVisit
  private let query: AuditQuery
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    query = AuditQuery(visit)
    times = visit.times()
  }

  /// - Parameter faults: those of the form that verifies the audit.
  func page(notices: [ConsoleNotice] = [], faults: ConsoleFaults = .none) async throws -> ConsolePage {
    let trail = ConsoleTrail(visit)
    let isWrong = !query.faults.isEmpty
    let found = try await isWrong ? nil : read(from: trail.cursor)
    let entries = found?.items ?? []
    let people = try await visit.call(Operators.List())
    let drawing = AuditDrawing(visit)
    let wrong = [query.faults, faults].filter { !$0.isEmpty }.map(\.notice)
    let headField = ConsoleField(
      "head", "An earlier head", value: visit.form["head"],
      hint: "Optional. With it, the check also finds entries that were removed at the end.", faults: faults,
      autocomplete: "off")
    let pager = trail.pager("entries", shown: entries.count, found?.pagination ?? .blank)
    return ConsolePage(
      title: "Audit log", template: "audit/list",
      context: [
        "place": times.place, "action": visit.link("audit"), "fields": fields(people).map(\.context),
        "all": shown(query.isNarrow ? visit.link("audit") : nil),
        "csv": query.link("audit/\(AuditExport.Form.csv.address)", visit),
        "json": query.link("audit/\(AuditExport.Form.json.address)", visit),
        "subjectID": query.subjectID ?? "", "search": query.search ?? "", "rows": entries.map { drawing.context($0) },
        "empty": shown(entries.isEmpty ? nothing(next: pager["next"] as? String) : nil), "headField": headField.context,
        "pager": pager,
      ], notices: notices + wrong, status: wrong.isEmpty ? .ok : .unprocessableContent)
  }

  /// A page of entries. A page of a search may be empty although others follow.
  private func read(from cursor: String?) async throws -> Page<AuditEntry> {
    var request = query.request(.newestFirst, limit: Self.rowMax, cursor: cursor)
    var page = try await visit.call(request)
    for _ in 1..<Self.partMax {
      guard page.items.isEmpty, let next = page.pagination.nextPageCursor.optional else { break }
      request.pageCursor = .value(next)
      page = try await visit.call(request)
    }
    return page
  }

  private func fields(_ people: [Operator]) -> [ConsoleField] {
    let kinds = AuditEntry.Author.Kind.allCases.map { kind in
      ConsoleChoice(kind.rawValue, kind.title, isChosen: kind == query.authorKind)
    }
    let names = people.map { person in
      ConsoleChoice(person.operatorID.text, person.name, isChosen: person.operatorID == query.operatorID)
    }
    let operation = query.operation.map { [ConsoleChoice($0, AuditWords.operation($0), isChosen: true)] } ?? []
    let common = AuditWords.commonOperations.filter { $0 != query.operation }.map {
      ConsoleChoice($0, AuditWords.operation($0))
    }
    return [
      ConsoleField("by", "Kind of author", .select([ConsoleChoice("", "All")] + kinds)),
      ConsoleField("operator", "Operator", .select([ConsoleChoice("", "All")] + names)),
      ConsoleField("operation", "What", .select([ConsoleChoice("", "Everything")] + operation + common)),
      ConsoleField("from", "From", .date, value: query.from, faults: query.faults),
      ConsoleField("to", "To", .date, value: query.to, faults: query.faults),
    ]
  }

  /// - Parameter next: the address of the next page. Nil on the last page.
  private func nothing(next: String?) -> ConsoleContext {
    if let next {
      return [
        "icon": icon(.list), "title": "Nothing was found yet", "text": "Older changes were not searched.",
        "links": [["href": next, "text": "Search older changes"]] as [ConsoleContext],
      ]
    }
    return [
      "icon": icon(.list), "title": query.isNarrow ? "Nothing was found" : "Nothing was changed yet",
      "text": query.isNarrow ? "No change matches these filters." : "Each change of the workspace appears here.",
      "links": [ConsoleContext](),
    ]
  }
}
