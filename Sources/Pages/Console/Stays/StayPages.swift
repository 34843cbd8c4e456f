import API
import Wire

/// The stays: a list, a page for each, and the form for a new one.
enum StayPages: ConsoleSection {
  static let name = "stays"
  static let role = OperatorRole.viewer
  static let templates = [
    "stays/list": StayTemplates.list, "stays/stay": StayTemplates.stay, "stays/handover": StayTemplates.handover,
    "stays/steps": StayTemplates.steps, "stays/move": StayTemplates.move, "stays/new": NewStayTemplates.form,
    "stays/check": NewStayTemplates.check,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    switch visit.path.count {
    case 0: return .page(try await StayList(visit).page())
    case 1 where visit.path[0] == "new":
      try requireDesk(visit)
      return .page(try await NewStay(visit, try await StayDraft(prefilled: visit)).page())
    case 1: return .page(try await StayPage(try await StayFacts(ID(visit.path[0]), visit), visit).page())
    case 2 where visit.path[1] == StayMove.address:
      try requireDesk(visit)
      let facts = try await StayFacts(ID(visit.path[0]), visit)
      return .page(try await StayMove(forms(of: facts, visit)).page())
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.count == 1 else { return nil }
    // A form shows what only those who may make the change need to see.
    try requireDesk(visit)
    if visit.path[0] == "new" { return try await NewStay(visit, StayDraft(typed: visit)).submit() }
    let facts = try await StayFacts(ID(visit.path[0]), visit)
    if visit.form.step == "hand_over" { return .page(try await StayPage(facts, visit).handover()) }
    return try await forms(of: facts, visit).submit()
  }

  private static func forms(of facts: StayFacts, _ visit: ConsoleVisit) -> StayForms {
    StayForms(facts: facts, visit: visit, page: "stays/\(facts.grant.accessGrantID)")
  }

  private static func requireDesk(_ visit: ConsoleVisit) throws {
    if !visit.may(.frontDesk) { throw APIError.roleRequired(.frontDesk, caller: visit.role) }
  }
}
