import API
import HTTPTypes
import Wire

/// The page that asks to which spaces a stay moves, and says which of them are free.
struct StayMove: Sendable {
  /// The component of its address after that of the stay.
  static let address = "move"
  private static let spaceMax = 50

  private let forms: StayForms
  private var facts: StayFacts { forms.facts }
  private var visit: ConsoleVisit { forms.visit }

  init(_ forms: StayForms) { self.forms = forms }

  /// - Parameter faults: what was refused. What was chosen stays.
  func page(_ faults: ConsoleFaults = .none) async throws -> ConsolePage {
    let search = visit.query.filled("q")
    let typed = visit.form.all("space").filter { !$0.isEmpty }
    let chosen = typed.isEmpty ? facts.grant.spaceIDs.map(\.text) : typed
    // From now on, or from the start of a stay that has not begun.
    let moment = max(facts.grant.startsAt, visit.now)
    let spaces = try await spaces(chosen, search, at: moment)
    let choices = spaces.map { space in
      ConsoleChoice(
        space.spaceID.text, space.displayName, isChosen: chosen.contains(space.spaceID.text),
        detail: state(of: space))
    }
    let field = ConsoleField(
      "space", "To", .checkboxes(choices), hint: choices.isEmpty ? "There are no spaces yet." : nil, faults: faults)
    let sheet = forms.moveSheet(field)
    return ConsolePage(
      title: sheet.title, template: "stays/move",
      context: [
        "sheet": sheet.context, "back": visit.link(forms.page), "name": facts.personName,
        "searchAddress": forms.moveLink, "search": search ?? "", "listLink": visit.link("stays"),
      ], notices: faults.isEmpty ? [] : [faults.notice], status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  /// The chosen spaces, and others that the search finds.
  private func spaces(_ chosen: [String], _ search: String?, at moment: Instant) async throws -> [DeskSpace] {
    var list = DeskSpaces.List()
    list.moment = moment
    list.limit = Self.spaceMax
    list.search = search
    let found = try await visit.call(list).items
    let others = chosen.filter { id in !found.contains { $0.spaceID.text == id } }
    if others.isEmpty { return found }
    var rest = DeskSpaces.List()
    rest.moment = moment
    rest.spaceIDs = others.map { ID($0) }
    return try await visit.call(rest).items + found
  }

  /// Whether the space is free for the rest of the stay.
  private func state(of space: DeskSpace) -> String {
    if let other = space.currentStays.first(where: { $0.accessGrantID != facts.grant.accessGrantID }) {
      let end = other.endsAt.map { " until \(facts.times.text($0))" } ?? ""
      return "\(other.personName ?? "Somebody") has it\(end)"
    }
    guard let next = space.nextStay?.startsAt else { return "Free" }
    let isShort = facts.grant.endsAt.optional.map { $0 > next } ?? true
    return "Free until \(facts.times.text(next))\(isShort ? ", too short" : "")"
  }
}
