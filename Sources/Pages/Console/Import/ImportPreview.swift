import API
import Core
import Wire

/// What an import would do. Nothing is changed.
struct ImportPreview: Sendable {
  /// The number of records that a page shows.
  static let rowMax = 500

  private let draft: ImportDraft
  private let run: CustomerRun
  private let visit: ConsoleVisit
  /// Refused ones first.
  private let records: [ImportRecord]

  init(_ draft: ImportDraft, _ run: CustomerRun, _ visit: ConsoleVisit) {
    self.draft = draft
    self.run = run
    self.visit = visit
    let lines = draft.lines
    let all = (run.records ?? []).map { ImportRecord($0, lines: lines) }
    records =
      all.filter(\.isRefused) + all.filter { !$0.isRefused && $0.isNotable } + all.filter { !$0.isNotable }
  }

  func page() -> ConsolePage {
    let isUseful = run.createdCount + run.changedCount + run.deletedCount > 0
    var context: ConsoleContext = [
      "listLink": visit.link("stays"), "formLink": visit.link("import"), "action": visit.link("import"),
      "counts": run.counts, "values": hiddenValues(draft.values), "isUseful": isUseful,
      "hasRefused": run.refusedCount > 0,
    ]
    context["rows"] = records.prefix(Self.rowMax).map { $0.context(isPreview: true) }
    context["more"] = shown(records.count > Self.rowMax ? records.count - Self.rowMax : nil)
    return ConsolePage(title: "Check the import", template: "import/preview", context: context)
  }

  /// The refused rows as they are in the file, each with the reason. Of a calendar, the keys of its events.
  func refusedFile() -> ConsoleAnswer {
    let refused = records.filter(\.isRefused)
    let (isTable, document) = (draft.format == .csv, draft.document)
    return .file(name: "refused-stays.csv", contentType: "text/csv; charset=utf-8") { writer in
      if isTable {
        try await Self.write(refused, of: document, to: writer)
      } else {
        try await ImportRun.write(refused, to: writer)
      }
    }
  }

  private static func write(
    _ refused: [ImportRecord], of document: String, to writer: ConsoleFileWriter
  ) async throws {
    let reasons = Dictionary(refused.compactMap { record in record.line.map { ($0, record.reason) } }) { one, other in
      "\(one) \(other)"
    }
    var reader = CSVReader(document)
    guard let head = try reader.next() else { return }
    try await writer.write(csvHead(["line", "reason"] + head.values))
    while let row = try reader.next() {
      guard let reason = reasons[row.line] else { continue }
      try await writer.write(csvLine([String(row.line), reason] + row.values) + "\r\n")
    }
  }
}
