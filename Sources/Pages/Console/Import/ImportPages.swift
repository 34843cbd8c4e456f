import API
import HTTPTypes
import Wire

/// The import of files with stays: chosen, previewed, run, and what was refused.
enum ImportPages: ConsoleSection {
  static let name = "import"
  static let role = OperatorRole.administrator
  static let templates = [
    "import/form": ImportTemplates.form, "import/preview": ImportTemplates.preview, "import/run": ImportTemplates.run,
  ]

  /// Browsers send a line end as two bytes.
  static func bodyMax(_ path: [String]) -> Int { 2 * DocumentText.sizeMax + ConsoleSections.formMax }

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    switch visit.path.count {
    case 0: return .page(try await form(visit))
    case 1: return .page(try await ImportRun(ID(visit.path[0]), visit).page())
    case 2 where visit.path[1] == "refused.csv": return try await ImportRun(ID(visit.path[0]), visit).refusedFile()
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty else { return nil }
    let draft = ImportDraft(typed: visit)
    var faults = draft.faults
    if faults.isEmpty {
      do {
        switch visit.form.step {
        case "preview": return .page(try await preview(draft, visit).page())
        case "refused": return try await preview(draft, visit).refusedFile()
        case "run":
          let run = try await visit.call(draft.request(isPreview: false))
          return .seeOther("import/\(run.customerRunID)?done=imported")
        default: return nil
        }
      } catch let error as APIError where error.kind == .invalid {
        faults = ConsoleFaults(error, fields: ["document": "file"])
      }
    }
    return .page(try await form(visit, draft, faults))
  }

  private static func preview(_ draft: ImportDraft, _ visit: ConsoleVisit) async throws -> ImportPreview {
    ImportPreview(draft, try await visit.call(draft.request(isPreview: true)), visit)
  }

  // MARK: The form

  /// The number of runs that the form lists, and that are searched for them.
  private static let shownRuns = 10
  private static let knownRuns = 1000

  private static func form(
    _ visit: ConsoleVisit, _ typed: ImportDraft? = nil, _ faults: ConsoleFaults = .none
  ) async throws -> ConsolePage {
    var request = CustomerRuns.ListRuns()
    request.limit = knownRuns
    let runs = try await visit.call(request).items.filter { $0.source == .staysImport }.suffix(shownRuns)
    var draft = typed ?? ImportDraft()
    if typed == nil {
      draft.customerKey = runs.last?.customerKey.optional ?? ""
      draft.timeZone = visit.times().zone
    }
    let times = visit.times()
    let rows = runs.reversed().map { run in
      [
        "href": visit.link("import/\(run.customerRunID)"), "at": times.moment(run.createdAt),
        "customer": run.customerKey.optional ?? "", "created": run.createdCount, "changed": run.changedCount,
        "refused": run.refusedCount,
      ] as ConsoleContext
    }
    let context: ConsoleContext = [
      "listLink": visit.link("stays"), "action": visit.link("import"), "fields": draft.fields(faults).map(\.context),
      "runs": rows, "hasRuns": !rows.isEmpty,
    ]
    return ConsolePage(
      title: "Import stays", template: "import/form", context: context,
      notices: faults.isEmpty ? [] : [faults.notice], status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}
