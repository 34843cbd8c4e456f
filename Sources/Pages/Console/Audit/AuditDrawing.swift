import API
import Wire

/// Draws entries of the audit.
struct AuditDrawing: Sendable {
  private static let lineMax = 3
  private static let subjectMax = 3
  private let visit: ConsoleVisit
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    times = visit.times()
  }

  /// The context of the partial `audit/row`.
  func context(_ entry: AuditEntry) -> ConsoleContext {
    let lines = lines(entry)
    let brief = Array(lines.filter(\.isBrief).prefix(Self.lineMax))
    let rest = lines.filter { !brief.contains($0) }
    let isErased = entry.changes.contains { $0.isErased }
    let how = entry.author.kind.known?.title ?? entry.author.kind.rawValue
    return [
      "at": times.moment(entry.occurredAt), "author": AuditWords.author(entry.author),
      "address": shown(entry.author.address),
      "how": how,
      "what": AuditWords.operation(entry.operation), "operation": entry.operation,
      "operationLink": visit.link("audit", ["operation": entry.operation]),
      "lines": brief.map(\.text), "rest": rest.map(\.text), "omitted": shown(omitted(entry)), "isErased": isErased,
      "subjects": subjects(entry), "sequence": entry.sequence, "requestID": shown(entry.requestID),
      "hash": entry.hash, "identifiers": identifiers(entry),
    ]
  }

  /// The reason that an operator gave is first, then replaced values, since they say most. Other parameters of the call,
  /// which no record shows, come last.
  private func lines(_ entry: AuditEntry) -> [AuditLine] {
    let ofRecords = entry.changes.filter { $0.record != "request" }.flatMap(\.members)
    let ofCall = entry.changes.filter { $0.record == "request" }.flatMap(\.members)
    let lines = ofRecords.map { AuditLine($0, times) }
    let reasons = ofCall.filter { $0.name == "reason" }.map { AuditLine($0, times) }
    let ordered = reasons + lines.filter(\.isReplacement) + lines.filter { !$0.isReplacement }
    var known: Set<AuditLine> = []
    return (ordered + ofCall.map { AuditLine($0, times) }).filter { known.insert($0).inserted }
  }

  private func omitted(_ entry: AuditEntry) -> String? {
    let count = entry.omittedChangeCount
    if count == 0 { return nil }
    return count == 1 ? "1 more record was changed." : "\(ConsoleParts.grouped(count)) more records were changed."
  }

  /// The resources that have pages, each once.
  private func subjects(_ entry: AuditEntry) -> [ConsoleContext] {
    let isOfPhone = entry.changes.contains { $0.record == "phone" }
    var known: Set<String> = []
    let found = entry.subjects.compactMap { subject -> ConsoleContext? in
      guard let page = page(of: subject, isOfPhone: isOfPhone), known.insert(page).inserted else { return nil }
      return ["href": visit.link(page), "name": AuditWords.resource(subject.resourceType)]
    }
    return Array(found.prefix(Self.subjectMax))
  }

  /// The page of a resource, which may be deleted by now. Nil if there is none.
  private func page(of subject: AuditEntry.Subject, isOfPhone: Bool) -> String? {
    switch subject.resourceType {
    case "acs_user": "people/\(subject.resourceID)"
    case "access_grant": "stays/\(subject.resourceID)"
    case "acs_entrance": "doors/\(subject.resourceID)"
    case "device": isOfPhone ? nil : "doors/\(subject.resourceID)"
    case "space": "spaces/\(subject.resourceID)"
    case "operator": "operators/\(subject.resourceID)"
    case "webhook": "webhooks/\(subject.resourceID)"
    case "api_key": "keys"
    case "acs_system", "connected_account": "connections"
    default: nil
    }
  }

  /// All resources, each with the address of its own entries.
  private func identifiers(_ entry: AuditEntry) -> [ConsoleContext] {
    entry.subjects.map { subject in
      [
        "name": AuditWords.resource(subject.resourceType), "id": subject.resourceID,
        "href": visit.link("audit", ["subject": subject.resourceID]),
      ]
    }
  }
}
