import API
import Core
import Wire

/// What an import did, or would do, with one record of its file.
struct ImportRecord: Sendable {
  let record: CustomerRunRecord
  /// Nil if it is unknown.
  let line: Int?
  /// Why the record was not taken completely. Empty if it was.
  let reason: String

  /// - Parameter lines: the lines of the stays, by their keys.
  init(_ record: CustomerRunRecord, lines: [String: Int] = [:]) {
    self.record = record
    let message = record.message ?? ""
    let named = Self.line(in: message)
    line = named?.line ?? (record.family == StayRow.family ? lines[record.recordKey] : nil)
    reason = named.map { String(message.dropFirst($0.prefix.count)) } ?? message
  }

  /// Messages about records of a file begin with `Line 4: `.
  private static func line(in message: String) -> (line: Int, prefix: String)? {
    guard message.hasPrefix("Line ") else { return nil }
    let digits = message.dropFirst(5).prefix { $0.isNumber }
    let prefix = "Line \(digits): "
    guard let line = Int(digits), message.hasPrefix(prefix) else { return nil }
    return (line: line, prefix: prefix)
  }

  var isRefused: Bool { record.outcome == .refused }
  /// Whether the record was refused or not taken completely.
  var isNotable: Bool { record.reasonCode != nil }

  private var subject: String {
    switch record.family {
    case StayRow.family: "Stay \(record.recordKey)"
    case "people": "Person \(record.recordKey)"
    case "columns": "Column \(record.recordKey)"
    default: record.recordKey
    }
  }

  /// - Parameter isPreview: whether nothing was changed.
  func context(isPreview: Bool) -> ConsoleContext {
    var context: ConsoleContext = ["subject": subject, "reason": reason, "outcome": outcome(isPreview)]
    context["line"] = shown(line)
    context["badge"] = false
    if isRefused {
      context["badge"] = ConsoleParts.badge(.bad, outcome(isPreview))
    } else if isNotable {
      context["badge"] = ConsoleParts.badge(.warn, outcome(isPreview))
    }
    return context
  }

  private func outcome(_ isPreview: Bool) -> String {
    switch record.outcome.known {
    case .created: isPreview ? "Will be added" : "Added"
    case .changed: isPreview ? "Will be changed" : "Changed"
    case .unchanged: "Stays as it is"
    case .deleted: isPreview ? "Will end" : "Ended"
    case .refused: isPreview ? "Will be refused" : "Refused"
    case nil: record.outcome.rawValue
    }
  }
}

extension CustomerRun {
  /// The numbers of records, for people.
  var counts: [ConsoleContext] {
    let counts: [(name: String, count: Int)] = [
      (name: "Added", count: createdCount), (name: "Changed", count: changedCount),
      (name: "Unchanged", count: unchangedCount), (name: "Ended", count: deletedCount),
      (name: "Refused", count: refusedCount),
    ]
    return counts.map { ["name": $0.name, "count": $0.count] as ConsoleContext }
  }
}
