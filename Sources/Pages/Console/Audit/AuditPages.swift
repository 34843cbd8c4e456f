import API
import Wire

/// The audit: who changed what, as a list and as files, and whether it was altered.
enum AuditPages: ConsoleSection {
  static let name = "audit"
  static let role = OperatorRole.administrator
  static let templates = ["audit/list": AuditTemplates.list, "audit/row": AuditTemplates.row]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    switch visit.path {
    case []: return .page(try await AuditList(visit).page())
    case [AuditExport.Form.csv.address]: return try await AuditExport(visit, .csv).answer()
    case [AuditExport.Form.json.address]: return try await AuditExport(visit, .json).answer()
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty, visit.form.step == "verify" else { return nil }
    return .page(try await verify(visit))
  }

  private static func verify(_ visit: ConsoleVisit) async throws -> ConsolePage {
    var verify = Audit.Verify()
    verify.head = visit.form.filled("head")
    do {
      return try await AuditList(visit).page(notices: [notice(of: try await visit.call(verify))])
    } catch let error as APIError where error.status == 400 {
      var faults = ConsoleFaults.none
      faults.add("head", "Give a whole head of 64 characters, or none.")
      return try await AuditList(visit).page(faults: faults)
    }
  }

  private static func notice(of verification: AuditVerification) -> ConsoleNotice {
    let count = ConsoleParts.grouped(verification.entryCount)
    let head = verification.head.map { head in
      let place = verification.headSequence.map { " of entry \($0)" } ?? ""
      return " The head\(place) is \(head). Keep it elsewhere: with it, a later check shows entries removed at the end."
    }
    guard verification.isIntact else {
      return ConsoleNotice(
        .bad, "The audit was altered. \(verification.message)", "\(count) entries before that are intact.")
    }
    return ConsoleNotice(.ok, "The audit is intact.", "\(count) entries were checked.\(head ?? "")")
  }
}
