import API
import HTTPTypes
import Wire

/// The page that asks to which spaces a stay moves, and says which of them are free.
struct StayMove: Sendable {
  /// The component of its address after that of the stay.
  static let address = "move"
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
    let spaces = try await SpaceChoices(chosen, search: search, from: moment, visit)
    let choices = spaces.spaces.map { space in
      ConsoleChoice(
        space.spaceID.text, space.displayName, isChosen: chosen.contains(space.spaceID.text),
        detail: state(of: space))
    }
    let field = ConsoleField(
      "space", "To", .checkboxes(choices), hint: spaces.hint, faults: faults)
    let sheet = forms.moveSheet(field)
    return ConsolePage(
      title: sheet.title, template: "stays/move",
      context: [
        "sheet": sheet.context, "back": visit.link(forms.page), "name": facts.personName,
        "searchAddress": forms.moveLink, "search": search ?? "", "listLink": visit.link("stays"),
      ], notices: faults.isEmpty ? [] : [faults.notice], status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  /// Whether the space is free for the rest of the stay.
  private func state(of space: DeskSpace) -> String {
    guard let other = space.stay(before: nil, except: facts.grant.accessGrantID) else { return "Free" }
    let start = other.startsAt
    if start > max(facts.grant.startsAt, visit.now) {
      let isShort = facts.grant.endsAt.optional.map { $0 > start } ?? true
      return "Free until \(facts.times.text(start))\(isShort ? ", too short" : "")"
    }
    let end = other.endsAt.map { " until \(facts.times.text($0))" } ?? ""
    return "\(other.personName ?? "Somebody") has it\(end)"
  }
}
