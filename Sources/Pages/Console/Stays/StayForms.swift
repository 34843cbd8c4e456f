import API
import Wire

/// The forms that change a stay, for its own page and for that of its person.
struct StayForms: Sendable {
  /// What the forms ask for.
  enum Step: String, Sendable {
    case changeEnd = "change_stay_end"
    case move = "move_stay"
    case delete = "delete_stay"
    case assignCard = "assign_card"
  }

  let facts: StayFacts
  let visit: ConsoleVisit
  /// The page with the forms, such as `stays/ID`.
  let page: String

  // MARK: Sheets

  /// Asks for another end, and says how long the space and the seats are free.
  func endSheet(faults: ConsoleFaults = .none) async throws -> ConsoleSheet {
    let end = facts.grant.endsAt.optional
    var consequences: [(icon: ConsoleIcon, text: String)] = [
      (.check, "Phone, PIN and card stay the same. The guest need not do anything."),
      (.clock, "The locks learn the new end, usually within a minute. After it, the doors stay shut."),
    ]
    let room = StayRoom(facts, visit)
    if let start = try await room.nextStart() {
      consequences.append(
        (.calendar, "\(facts.places): free until \(facts.times.text(start)), when the next stay starts."))
    }
    if let seats = try await room.seats() { consequences.append((.people, seats)) }
    return ConsoleSheet(
      id: "stay-end", title: "Change the end of the stay", action: visit.link(page), step: Step.changeEnd.rawValue,
      button: "Change the end", lead: "\(facts.personName), \(facts.places), \(facts.period).",
      consequences: consequences,
      fields: [
        ConsoleField(
          "ends_at", "Until", .datetime, value: visit.form["ends_at"] ?? end.map { facts.times.field($0) },
          hint: "Time in \(facts.times.place)", isRequired: true, faults: faults)
      ], values: carried)
  }

  /// The page that asks for other spaces.
  var moveLink: String { visit.link("\(page)/\(StayMove.address)") }

  /// Asks for other spaces.
  ///
  /// - Parameter spaces: the field with the spaces.
  func moveSheet(_ spaces: ConsoleField) -> ConsoleSheet {
    ConsoleSheet(
      id: "stay-move", title: "Move the stay", action: visit.link(page), step: Step.move.rawValue,
      button: "Move the stay", lead: "\(facts.personName), \(facts.period).",
      consequences: [
        (.check, "Phone and PIN stay the same. The guest need not do anything."),
        (.clock, "The new doors open within the stay, usually within a minute."),
        (.x, "Doors that belong only to spaces you remove stay shut, usually within a minute."),
      ], fields: [spaces], values: carried)
  }

  /// Asks before the stay is deleted.
  var deleteSheet: ConsoleSheet {
    ConsoleSheet(
      id: "stay-delete", title: "Delete the stay of \(facts.personName)?", action: visit.link(page),
      step: Step.delete.rawValue, button: "Delete the stay", cancel: "Keep the stay", isDanger: true,
      lead: "\(facts.places), \(facts.period).",
      consequences: [
        (.x, "Phone, PIN, card and link stop opening these doors, usually within a minute."),
        (.check, "Other stays of the same person stay as they are."),
        (.info, "It cannot be undone. A new stay gets a new PIN and a new link."),
      ], values: carried)
  }

  /// What each form carries of the stay as it was shown.
  var carried: [(name: String, value: String)] {
    [("access_grant_id", facts.grant.accessGrantID.text), ("seen", facts.fingerprint)]
  }

  // MARK: Changes

  /// Does what a form asks. Nil for the forms of others.
  func submit() async throws -> ConsoleAnswer? {
    guard let step = visit.form.step.flatMap({ Step(rawValue: $0) }) else { return nil }
    if visit.form["seen"] != facts.fingerprint {
      return .page(try await asking(step, try await outdated))
    }
    switch step {
    case .changeEnd: return try await changeEnd()
    case .move: return try await move()
    case .assignCard: return try await assignCard()
    case .delete:
      var request = AccessGrants.Delete()
      request.accessGrantID = facts.grant.accessGrantID
      _ = try await change(request)
      return .seeOther("stays?done=deleted")
    }
  }

  /// The notice after a change, which a page shows by the address that ``submit()`` returned. Nil for other pages.
  var notice: ConsoleNotice? {
    let before = visit.mark.text(of: visit.query["before"], about: Self.subject(facts)) ?? ""
    switch visit.query["done"] {
    case "end_changed":
      let undo = Instant(before).map { instant in
        ConsoleForm(
          action: visit.link(page), step: Step.changeEnd.rawValue, button: "Back to \(facts.times.text(instant))",
          values: carried + [(name: "ends_at", value: before)])
      }
      return ConsoleNotice(.ok, "The end is changed.", "The stay is \(facts.period).", undo: undo)
    case "moved":
      let ids = before.split(separator: ",").map(String.init)
      let undo = ConsoleForm(
        action: visit.link(page), step: Step.move.rawValue, button: "Move back",
        values: carried + ids.map { (name: "space", value: $0) })
      return ConsoleNotice(.ok, "The stay is moved.", "It is in \(facts.places).", undo: ids.isEmpty ? nil : undo)
    case "card_assigned":
      return ConsoleNotice(.ok, "The card is assigned.", "The locks know it usually within a minute.")
    default: return nil
    }
  }

  /// The page that asks again after a refusal.
  func asking(_ step: Step, _ faults: ConsoleFaults) async throws -> ConsolePage {
    switch step {
    case .changeEnd: .asking(try await endSheet(faults: faults), faults: faults, back: visit.link(page))
    case .move: try await StayMove(self).page(faults)
    case .delete: .asking(deleteSheet, faults: faults, back: visit.link(page))
    case .assignCard: .asking(cardSheet(faults: faults), faults: faults, back: visit.link(page))
    }
  }

  /// Somebody else changed the stay after the form was shown.
  private var outdated: ConsoleFaults {
    get async throws {
      let author = try await visit.author(
        ofChange: facts.grant.accessGrantID.text, of: ["starts_at", "ends_at", "space_ids"])
      let change = author.map { "\($0) changed the stay" } ?? "The stay was changed"
      var faults = ConsoleFaults.none
      faults.add(
        "seen", "\(change) meanwhile: it is in \(facts.places), \(facts.period). Look again before you change it.")
      return faults
    }
  }

  private func changeEnd() async throws -> ConsoleAnswer {
    let typed = TypedTime(visit.form["ends_at"], in: facts.times.zone, isEnd: true)
    var faults = ConsoleFaults.none
    if let fault = typed.fault { faults.add("ends_at", fault) }
    guard let end = typed.instant else { return .page(try await asking(.changeEnd, faults)) }
    var request = AccessGrants.Update()
    request.accessGrantID = facts.grant.accessGrantID
    request.endsAt = .set(end)
    do { _ = try await change(request) } catch let error as APIError where error.kind == .invalid {
      return .page(try await asking(.changeEnd, ConsoleFaults(error)))
    }
    return try await done("end_changed", before: facts.grant.endsAt.optional?.description)
  }

  private func move() async throws -> ConsoleAnswer {
    let chosen = visit.form.all("space").filter { !$0.isEmpty }
    if chosen.isEmpty {
      var faults = ConsoleFaults.none
      faults.add("space", "Choose at least one space.")
      return .page(try await asking(.move, faults))
    }
    var request = AccessGrants.Update()
    request.accessGrantID = facts.grant.accessGrantID
    request.spaceIDs = chosen.map { ID($0) }
    do { _ = try await change(request) } catch let error as APIError where error.kind == .invalid {
      return .page(try await asking(.move, ConsoleFaults(error, fields: ["space_ids": "space"])))
    }
    return try await done("moved", before: facts.grant.spaceIDs.map(\.text).joined(separator: ","))
  }

  /// Calls an operation unless somebody changes the stay after it was compared with the form.
  private func change<E: Endpoint>(_ request: E) async throws -> E.Response {
    try await visit.call(request, ifUnchanged: facts.grant.accessGrantID.text)
  }

  /// Leads to the page, which says what was done and how to undo it.
  ///
  /// - Parameter before: what the way back needs. Nil if there is none.
  private func done(_ deed: String, before: String?) async throws -> ConsoleAnswer {
    guard let before else { return .seeOther("\(page)?done=\(deed)") }
    let changed = try await StayFacts(facts.grant.accessGrantID, visit)
    let marked = visit.mark.marked(before, about: Self.subject(changed))
    return .seeOther("\(page)?done=\(deed)&before=\(percentEncoded(marked))")
  }

  /// What the mark of a way back is about: the stay as the form left it, so that the way back ends once somebody changes
  /// the stay again.
  private static func subject(_ stay: StayFacts) -> String { "\(stay.grant.accessGrantID) \(stay.fingerprint)" }
}
