import API
import Core
import Wire

/// The entries that the filters select as a file, the oldest first, in the order of the chain.
struct AuditExport: Sendable {
  enum Form: Sendable {
    /// Comma-separated values.
    case csv
    /// The entries as the API returns them.
    case json

    /// The component of the address.
    var address: String { "export.\(ending)" }

    var ending: String {
      switch self {
      case .csv: "csv"
      case .json: "json"
      }
    }

    var contentType: String {
      switch self {
      case .csv: "text/csv; charset=utf-8"
      case .json: "application/json"
      }
    }
  }

  /// The number of entries that are read at once.
  private static let part = 200
  private let visit: ConsoleVisit
  private let query: AuditQuery
  private let form: Form

  init(_ visit: ConsoleVisit, _ form: Form) {
    self.visit = visit
    self.form = form
    query = AuditQuery(visit)
  }

  /// The first part is read before the file begins, so that a refusal is a page.
  func answer() async throws -> ConsoleAnswer {
    if !query.faults.isEmpty { return .page(try await AuditList(visit).page()) }
    let first = try await visit.call(query.request(.oldestFirst, limit: Self.part))
    let name = "audit-\(visit.times().date(visit.now)).\(form.ending)"
    return .file(
      name: name, contentType: form.contentType,
      body: { writer in
        try await writer.write(head + text(first.items, isFirst: true))
        var hasEntries = !first.items.isEmpty
        var cursor = first.pagination.nextPageCursor.optional
        while let next = cursor {
          let page = try await visit.call(query.request(.oldestFirst, limit: Self.part, cursor: next))
          // A page of a search may be empty although others follow.
          if !page.items.isEmpty { try await writer.write(text(page.items, isFirst: !hasEntries)) }
          hasEntries = hasEntries || !page.items.isEmpty
          cursor = page.pagination.nextPageCursor.optional
        }
        try await writer.write(end)
      })
  }

  private static let names = [
    "Number", "When", "Kind of author", "Author", "Reference", "Address", "What", "Operation", "About", "Changes",
    "More records", "Request", "Previous hash", "Hash",
  ]

  private var head: String {
    switch form {
    case .csv: csvHead(Self.names)
    case .json: "["
    }
  }

  private var end: String {
    switch form {
    case .csv: ""
    case .json: "\n]\n"
    }
  }

  private func text(_ entries: [AuditEntry], isFirst: Bool) -> String {
    switch form {
    case .csv: entries.map { "\(csvLine(cells($0)))\r\n" }.joined()
    case .json:
      entries.enumerated().map { index, entry in
        "\(isFirst && index == 0 ? "\n" : ",\n")\(String(decoding: entry.jsonBytes, as: UTF8.self))"
      }.joined()
    }
  }

  private func cells(_ entry: AuditEntry) -> [String] {
    let times = visit.times()
    let subjects = entry.subjects.map { "\($0.resourceType) \($0.resourceID)" }
    let lines = entry.changes.flatMap(\.members).map { AuditLine($0, times).text }
    return [
      String(entry.sequence), entry.occurredAt.description, entry.author.kind.rawValue, entry.author.name ?? "",
      entry.author.reference ?? "", entry.author.address ?? "", AuditWords.operation(entry.operation),
      entry.operation, subjects.joined(separator: "\n"), lines.joined(separator: "\n"),
      String(entry.omittedChangeCount), entry.requestID ?? "", entry.previousHash, entry.hash,
    ]
  }
}
