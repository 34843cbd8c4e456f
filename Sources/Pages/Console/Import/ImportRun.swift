import API
import Core
import Wire

/// What an import did.
struct ImportRun: Sendable {
  private let run: CustomerRun
  private let visit: ConsoleVisit
  private let records: [ImportRecord]

  /// Throws 404 if there is no such run.
  init(_ id: ID<CustomerRun>, _ visit: ConsoleVisit) async throws {
    var request = CustomerRuns.GetRun()
    request.customerRunID = id
    run = try await visit.call(request)
    self.visit = visit
    records = (run.records ?? []).map { ImportRecord($0) }
  }

  func page() -> ConsolePage {
    let times = visit.times()
    var context: ConsoleContext = [
      "listLink": visit.link("stays"), "formLink": visit.link("import"), "counts": run.counts,
      "at": times.moment(run.createdAt), "customer": run.customerKey.optional ?? "", "hasRows": !records.isEmpty,
    ]
    context["rows"] = records.prefix(ImportPreview.rowMax).map { $0.context(isPreview: false) }
    context["more"] = shown(records.count > ImportPreview.rowMax ? records.count - ImportPreview.rowMax : nil)
    let isRefused = records.contains(where: \.isRefused)
    context["fileLink"] = shown(isRefused ? visit.link("import/\(run.customerRunID)/refused.csv") : nil)
    return ConsolePage(title: "Import", template: "import/run", context: context, notices: notices)
  }

  private var notices: [ConsoleNotice] {
    guard visit.query["done"] == "imported" else { return [] }
    if run.refusedCount == 0 { return [ConsoleNotice(.ok, "The file is imported.", "Nothing was refused.")] }
    return [
      ConsoleNotice(
        .warn, "The file is imported, apart from what was refused.",
        "Correct the refused rows and import the file again. What was taken does not change by that.")
    ]
  }

  /// The refused records with their lines and reasons.
  func refusedFile() -> ConsoleAnswer {
    let refused = records.filter(\.isRefused)
    return .file(name: "refused-stays.csv", contentType: "text/csv; charset=utf-8") { writer in
      try await Self.write(refused, to: writer)
    }
  }

  static func write(_ refused: [ImportRecord], to writer: ConsoleFileWriter) async throws {
    try await writer.write(csvHead(["line", "key", "reason"]))
    for record in refused {
      let line = record.line.map { String($0) } ?? ""
      try await writer.write(csvLine([line, record.record.recordKey, record.reason]) + "\r\n")
    }
  }
}
