import API
import Wire

/// The people of the sites: who arrives, who is in house, who has left, and the page of each of them.
///
/// A person's page has the forms of one stay. `people/ID` shows those of the current, next or last stay, and
/// `people/ID/GRANT` those of the stay of an access grant, which `people/ID/GRANT/move` moves.
enum PeoplePages: ConsoleSection {
  static let name = "people"
  static let role = OperatorRole.viewer
  static let templates = ["people/list": PeopleTemplates.list, "people/person": PersonTemplates.person]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    if visit.path.isEmpty { return .page(try await PeopleList(visit).page()) }
    if visit.path == ["export"] { return try await PeopleExport(visit).answer() }
    let isMove = visit.path.count == 3 && visit.path[2] == StayMove.address
    guard isMove || visit.path.count <= 2 else { return nil }
    let facts = try await PersonFacts(ID(visit.path[0]), visit)
    let stay = try await PersonStay(of: facts, visit.path.dropFirst().first, visit)
    guard isMove else { return .page(try await PersonView(facts, stay, visit).page()) }
    guard let forms = stay.forms else { throw APIError.roleRequired(.frontDesk, caller: visit.role) }
    return .page(try await StayMove(forms).page())
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard let id = visit.path.first, visit.path.count <= 2 else { return nil }
    guard visit.may(.frontDesk) else { throw APIError.roleRequired(.frontDesk, caller: visit.role) }
    let facts = try await PersonFacts(ID(id), visit)
    let stay = try await PersonStay(of: facts, visit.path.dropFirst().first, visit)
    guard let step = visit.form.step.flatMap({ PersonStep(rawValue: $0) }) else {
      return try await stay.forms?.submit()
    }
    return try await PersonChange(facts, stay, visit).answer(step)
  }
}
