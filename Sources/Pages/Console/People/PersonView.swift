import API
import HTTPTypes
import Wire

/// The page of a person.
struct PersonView: Sendable {
  private let facts: PersonFacts
  private let visit: ConsoleVisit
  private let sheets: PersonSheets
  private let times: ConsoleTimes
  /// The forms of the shown stay, if it belongs to an access grant.
  private let stay: PersonStay
  /// What was shown on request, once.
  var secret = PersonSecret.none
  var notices: [ConsoleNotice] = []
  var status = HTTPResponse.Status.ok

  init(_ facts: PersonFacts, _ stay: PersonStay, _ visit: ConsoleVisit) {
    self.facts = facts
    self.stay = stay
    self.visit = visit
    sheets = PersonSheets(facts, visit)
    times = visit.times(visit.site(facts.person.acsSystemID))
  }

  func page() async throws -> ConsolePage {
    let person = facts.person
    let state = PeopleWords.state(person)
    var context: ConsoleContext = [
      "list": visit.link("people"), "address": visit.link("people/\(facts.id)"), "name": facts.name,
      "firstName": facts.firstName, "initials": ConsoleParts.initials(facts.name),
      "badge": shown(state.kind.map { ConsoleParts.badge($0, state.text) }),
      "quiet": shown(state.kind == nil ? state.text : nil), "summary": summary,
      "timeline": PersonTimeline(facts, visit).items, "developerFacts": developerFacts,
    ]
    let doors = PersonDoors(facts, visit).context
    let explanation = try await PersonExplanation(facts, visit).context(visit)
    let actions = try await self.actions()
    let group = try await PersonGroup(joinedBy: facts, visit)
    for part in [doors, explanation, stayFacts, keys, actions] { context.merge(part) { $1 } }
    return ConsolePage(
      title: facts.name, template: "people/person", context: context,
      notices: doneNotices + [group?.notice(visit)].compactMap(\.self) + notices + problems,
      status: status)
  }

  private var summary: String {
    guard let stay = stay.shown else {
      return facts.person.phase.known == .permanent ? "Access without an end" : "No stay"
    }
    let end = stay.endsAt.map { "to \(times.text($0))" } ?? "on, without an end"
    return [PeopleWords.place(stay), "\(times.text(stay.startsAt)) \(end)"].compactMap(\.self).joined(separator: ", ")
  }

  // MARK: Stays and contacts

  private var stayFacts: ConsoleContext {
    let person = facts.person
    let seat = facts.user?.saltoKSMetadata?.isSubscribed.map { $0 ? "Yes" : "No" }
    let isPending = facts.user?.pendingMutations.map { !$0.isEmpty } ?? false
    return [
      "staysTitle": person.stays.count > 1 ? "Stays" : "Stay", "stays": person.stays.map(row),
      "email": shown(person.emailAddress), "phoneNumber": shown(person.phoneNumber),
      "site": shown(visit.site(person.acsSystemID)?.name), "place": times.place, "seat": shown(seat),
      "groups": shown(facts.groups.isEmpty ? nil : facts.groups.map(\.displayName).sorted().joined(separator: ", ")),
      "isPending": isPending,
    ]
  }

  private func row(_ stay: DeskPerson.Stay) -> ConsoleContext {
    let grant = stay.accessGrantID.flatMap { id in facts.grants.first { $0.accessGrantID == id } }
    return [
      "where": PeopleWords.place(stay) ?? grant?.displayName ?? "The doors of their groups",
      "from": times.moment(stay.startsAt), "until": shown(stay.endsAt.map { times.moment($0) }),
      "nights": shown(times.nights(from: stay.startsAt, to: stay.endsAt)),
      "reservation": shown(grant?.reservationKey),
      "change": shown(changeLink(stay)), "link": shown(stay.accessGrantID.map { visit.link("stays/\($0)") }),
    ]
  }

  /// The page with the forms of another stay.
  private func changeLink(_ stay: DeskPerson.Stay) -> String? {
    guard visit.may(.frontDesk), stay != self.stay.shown, let grant = stay.accessGrantID else { return nil }
    return visit.link("people/\(facts.id)/\(grant)")
  }

  private var developerFacts: [ConsoleContext] {
    var found: [(String, String)] = [("ACS user", facts.id.text)]
    if let identity = facts.person.userIdentityID { found.append(("User identity", identity.text)) }
    found += facts.person.stays.compactMap { $0.accessGrantID.map { ("Access grant", $0.text) } }
    return found.map { ["label": $0.0, "value": $0.1] }
  }

  // MARK: Keys

  private var keys: ConsoleContext {
    let pin = facts.pin
    var context: ConsoleContext = [
      "phones": facts.phones.map(phone), "waitsForPhone": facts.hasMobileKey && facts.phones.isEmpty,
      "cards": facts.cards.map { $0.cardNumber?.optional ?? $0.displayName },
      "pin": false, "madeLink": shown(secret.link),
      "hasNoKeys": facts.phones.isEmpty && !facts.hasMobileKey && facts.cards.isEmpty && pin == nil,
    ]
    if let pin {
      let isReady = pin.isIssued == true
      context["pin"] =
        [
          "digits": shown(secret.pin), "isHidden": isReady && secret.pin == nil,
          "problem": shown(isReady ? nil : pin.errors.first?.message ?? "The site has not confirmed it yet."),
          "showPin": PersonStep.showPin.rawValue,
        ] as ConsoleContext
    }
    return context
  }

  private func phone(_ phone: Phone) -> ConsoleContext {
    [
      "name": phone.displayName, "since": times.moment(phone.createdAt),
      "stop": shown(visit.may(.frontDesk) ? "stop-\(phone.deviceID)" : nil),
    ]
  }

  // MARK: Actions

  /// What the operator may do. A viewer may do nothing.
  private func actions() async throws -> ConsoleContext {
    guard visit.may(.frontDesk) else { return [:] }
    let isHere = facts.user != nil
    var buttons: [ConsoleContext] = []
    var asked: [ConsoleContext] = facts.phones.map { sheets.stopPhone($0).context }
    func add(_ sheet: ConsoleSheet, _ text: String, _ symbol: ConsoleIcon? = nil, isDanger: Bool = false) {
      let context = sheet.context
      asked.append(context)
      buttons.append([
        "opens": context["id"] ?? "", "href": false, "text": text, "icon": symbol.map { icon($0) } ?? "",
        "isDanger": isDanger,
      ])
    }
    if let own = stay.own, isHere { add(sheets.changeEnd(of: own), "Extend", .calendar) }
    if let forms = stay.forms {
      add(try await forms.endSheet(), "Extend", .calendar)
      buttons.append(["href": forms.moveLink, "text": "Move", "icon": icon(.move)])
      if forms.cardMethod != nil { asked.append(forms.cardSheet().context) }
    }
    if isHere, !facts.person.isSuspended { add(sheets.suspend(), "Suspend") }
    if let forms = stay.forms {
      add(forms.deleteSheet, "Delete the stay", isDanger: true)
    } else if facts.isDeletable(at: visit.now) {
      add(sheets.delete(), "Delete", isDanger: true)
    }
    let changesPin = isHere && facts.pin != nil
    if changesPin { asked.append(sheets.changePin().context) }
    let erased = visit.may(.administrator) ? facts.person.userIdentityID : nil
    if let erased { asked.append(sheets.erase(erased).context) }
    return [
      "buttons": buttons, "sheets": asked, "changesPin": changesPin, "erases": erased != nil,
      "unsuspend": shown(facts.person.isSuspended && isHere ? sheets.unsuspend.context : nil),
      "makesLink": facts.takesLink(at: visit.now), "makeLink": PersonStep.makeLink.rawValue,
      "changeDoors": shown(stay.forms?.moveLink), "assignsCard": stay.forms?.cardMethod != nil,
    ]
  }

  // MARK: Notices

  /// What keeps the person from getting access.
  private var problems: [ConsoleNotice] {
    facts.person.errors.map { ConsoleNotice(.warn, "A problem since \(times.text($0.createdAt))", $0.message) }
  }

  /// What the last form did.
  private var doneNotices: [ConsoleNotice] {
    if let notice = stay.forms?.notice { return [notice] }
    switch visit.query["done"].flatMap({ PersonDeed(rawValue: $0) }) {
    case .suspended:
      let undo = facts.person.isSuspended && visit.may(.frontDesk) ? sheets.unsuspend : nil
      return [ConsoleNotice(.ok, "\(facts.name) is suspended.", "The locks know usually within a minute.", undo: undo)]
    case .unsuspended:
      let before = visit.mark.text(of: visit.query["before"], about: facts.id.text)
      let canUndo = before == PersonDeed.suspended.rawValue && !facts.person.isSuspended && visit.may(.frontDesk)
      return [
        ConsoleNotice(
          .ok, "\(facts.name) is no longer suspended.", "Key and PIN work again in a minute.",
          undo: canUndo ? sheets.suspendAgain : nil)
      ]
    case .endChanged: return [endNotice].compactMap(\.self)
    case .phoneStopped:
      return [ConsoleNotice(.ok, "The phone is stopped.", "Its key stops opening doors, usually within a minute.")]
    case .pinChanged:
      return [ConsoleNotice(.ok, "The PIN is changed.", "The locks have it usually within a minute.")]
    case .groupLeft:
      return [ConsoleNotice(.ok, "\(facts.name) is taken out of the group.", "The locks know usually within a minute.")]
    case .groupJoined, .deleted, .erased, nil: return []
    }
  }

  /// The new end of the person's own stay, with the way back to the old one.
  private var endNotice: ConsoleNotice? {
    guard let own = facts.ownStay else { return nil }
    // Nil once somebody changed the end again.
    let marked = visit.mark.text(of: visit.query["before"], about: "\(facts.id) \(own.endText)")
    let before = marked.flatMap { Instant($0) }
    let undo = before.flatMap { before in
      before == own.endsAt || !visit.may(.frontDesk) ? nil : sheets.setBackEnd(of: own, to: before)
    }
    let text = own.endsAt.map { "The stay ends on \(times.text($0))." } ?? "The stay has no end."
    return ConsoleNotice(.ok, "The end is changed.", text, undo: undo)
  }
}
