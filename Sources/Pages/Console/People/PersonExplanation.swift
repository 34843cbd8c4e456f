import API
import Wire

/// Whether the person could open a door at a moment, and why: the form and its answer.
struct PersonExplanation: Sendable {
  private let facts: PersonFacts
  private let times: ConsoleTimes
  private let address: String
  private let search: DoorSearch
  private let means: AccessMeans
  /// The typed moment. Nil if the form was not sent.
  private let typed: String?
  private let moment: Instant?

  init(_ facts: PersonFacts, _ visit: ConsoleVisit) async throws {
    let times = visit.times(visit.site(facts.person.acsSystemID))
    self.facts = facts
    self.times = times
    address = visit.link("people/\(facts.id)#can")
    search = try await DoorSearch(
      visit.query.filled("door_name"), chosen: visit.query.filled("door"), at: facts.person.acsSystemID, visit)
    means = visit.query["with"].flatMap { AccessMeans(rawValue: $0) } ?? .any
    let typed = visit.query["when"]
    self.typed = typed
    moment = typed.flatMap { times.instant($0) }
  }

  func context(_ visit: ConsoleVisit) async throws -> ConsoleContext {
    let choices = search.context { visit.same(["door": $0.acsEntranceID.text, "door_name": nil]) + "#can" }
    var context: ConsoleContext = [
      "explainAddress": address, "explainFields": fields.map(\.context), "choices": shown(choices), "verdict": false,
    ]
    if let door = search.door, let moment {
      var request = Access.Explain()
      request.acsEntranceID = door.acsEntranceID
      request.acsUserID = facts.id
      request.moment = moment
      request.means = means
      let found = try await visit.call(request)
      var answer = verdict(found, at: door)
      if let change = found.suggestedChange { answer["change"] = try await step(change, visit) }
      context["verdict"] = answer
    }
    return context
  }

  private var fields: [ConsoleField] {
    var faults = ConsoleFaults.none
    if typed != nil, moment == nil { faults.add("when", "Give a time that the site’s clocks show.") }
    if search.isVain { faults.add("door_name", "No door of the site has this name.") }
    if typed != nil, search.typed == nil, search.door == nil { faults.add("door_name", "Give the name of a door.") }
    let ways: [(AccessMeans, String)] = [(.any, "Anything"), (.mobileKey, "Phone"), (.code, "PIN"), (.card, "Card")]
    return [
      ConsoleField(
        "door_name", "Door", .search, value: search.typed ?? search.door?.displayName, faults: faults,
        autocomplete: "off"),
      ConsoleField("when", "When", .datetime, value: typed ?? times.field(times.now), faults: faults),
      ConsoleField(
        "with", "With", .select(ways.map { ConsoleChoice($0.0.rawValue, $0.1, isChosen: $0.0 == means) })),
    ]
  }

  private func verdict(_ explanation: AccessExplanation, at door: DeskDoor) -> ConsoleContext {
    let words = answer(explanation.access.known, door.displayName)
    return [
      "kind": words.kind, "icon": icon(words.icon), "answer": words.text, "message": explanation.message,
      "at": times.moment(explanation.moment), "isForecast": explanation.isForecast,
      "chain": ConsoleChain.context(explanation, times), "change": false,
    ]
  }

  private func answer(_ access: AccessVerdict?, _ door: String) -> (kind: String, icon: ConsoleIcon, text: String) {
    switch access {
    case .allowed: ("ok", .checkCircle, "Yes. \(door) opens for \(facts.firstName).")
    case .denied: ("bad", .xCircle, "No. \(door) stays shut for \(facts.firstName).")
    case .unknown, nil: ("warn", .question, "It is not known whether \(door) opens for \(facts.firstName).")
    }
  }

  /// The change that would open the door, with a button if a form of the page can make it.
  private func step(_ change: AccessChange, _ visit: ConsoleVisit) async throws -> ConsoleContext {
    let group = try await PersonGroup(of: change, facts, visit)
    let lifts = change.code == .unsuspend && visit.may(.frontDesk) && facts.person.isSuspended && facts.user != nil
    let form = group?.addition ?? (lifts ? PersonSheets(facts, visit).unsuspend : nil)
    return [
      "message": change.message, "isSufficient": change.isSufficient,
      "until": shown(change.until.map { times.moment($0) }), "doors": shown(try await group?.doors(visit)),
      "form": shown(form?.context),
    ]
  }
}
