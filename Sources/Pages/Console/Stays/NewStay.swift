import API
import Core
import HTTPTypes
import Wire

/// The form for a new stay: it is filled in, checked and sent.
struct NewStay: Sendable {
  private let visit: ConsoleVisit
  private let draft: StayDraft
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit, _ draft: StayDraft) {
    self.visit = visit
    self.draft = draft
    times = visit.times(draft.site.isEmpty ? nil : visit.site(ID(draft.site)))
  }

  // MARK: The form

  /// - Parameter faults: what was refused. What was typed stays.
  func page(_ faults: ConsoleFaults = .none) async throws -> ConsolePage {
    let choices = try await StayChoices(for: draft, in: times.zone, visit)
    let search = searchField("q", "Search for a known person", draft.search)
    var context: ConsoleContext = [
      "listLink": visit.link("stays"), "action": visit.link("stays/new"), "zone": times.zone, "shownAt": draft.shownAt,
      "search": search, "guest": guestFields(faults), "when": timeFields(faults),
      "ways": wayField(faults).context,
      "spaces": spaceField(choices, faults).context,
      "spaceSearch": searchField("space_name", "Search for a space", draft.spaceSearch),
      "doors": doorField(choices, faults).context,
      "doorSearch": searchField("door_name", "Search for a door", draft.doorSearch),
      "nextDoors": shown(choices.nextDoors),
      "hasDoorsChosen": !draft.doors.isEmpty || !draft.doorSearch.isEmpty,
    ]
    context["people"] = shown(personField(choices)?.context)
    context["site"] = shown(siteField?.context)
    return ConsolePage(
      title: "New stay", template: "stays/new", context: context, notices: faults.isEmpty ? [] : [faults.notice],
      status: faults.isEmpty ? .ok : .unprocessableContent)
  }

  private func searchField(_ name: String, _ label: String, _ text: String) -> ConsoleContext {
    ConsoleField(name, label, .search, value: text, autocomplete: "off").context
  }

  /// Nil if nobody was searched.
  private func personField(_ choices: StayChoices) -> ConsoleField? {
    if draft.search.isEmpty, choices.people.isEmpty { return nil }
    let new = ConsoleChoice("", "A new person", isChosen: draft.person.isEmpty, detail: "Fill in the name below.")
    let known = choices.people.map { person in
      let details = [person.emailAddress.optional, person.phoneNumber.optional].compactMap(\.self)
      return ConsoleChoice(
        person.userIdentityID.text, person.displayName, isChosen: person.userIdentityID.text == draft.person,
        detail: details.joined(separator: ", "))
    }
    return ConsoleField(
      "person", "Person", .radios([new] + known), hint: known.isEmpty ? "Nobody was found." : nil)
  }

  private func guestFields(_ faults: ConsoleFaults) -> [ConsoleContext] {
    let fields = [
      ConsoleField("name", "Full name", value: draft.name, faults: faults, autocomplete: "off"),
      ConsoleField(
        "email", "E-mail address (optional)", .email, value: draft.email,
        hint: "\(visit.brand) sends the invitation for a key in its app to this address.", faults: faults,
        autocomplete: "off"),
      ConsoleField("phone", "Phone (optional)", .tel, value: draft.phone, faults: faults, autocomplete: "off"),
      ConsoleField(
        "reservation", "Reservation (optional)", value: draft.reservation, faults: faults, autocomplete: "off"),
    ]
    return fields.map(\.context)
  }

  private func spaceField(_ choices: StayChoices, _ faults: ConsoleFaults) -> ConsoleField {
    let chosen = Set(draft.spaces)
    let spaces = choices.spaces.spaces.map { space in
      let state = choices.stay(in: space).map { taken($0) } ?? "Free"
      return ConsoleChoice(
        space.spaceID.text, space.displayName, isChosen: chosen.contains(space.spaceID.text),
        detail: state)
    }
    return ConsoleField("space", "Space", .checkboxes(spaces), hint: choices.spaces.hint, faults: faults)
  }

  private func taken(_ stay: DeskSpace.Stay) -> String {
    let end = stay.endsAt.map { "until \(times.text($0))" } ?? "without an end"
    return "\(stay.personName ?? "Somebody") has it from \(times.text(stay.startsAt)) \(end)"
  }

  private func doorField(_ choices: StayChoices, _ faults: ConsoleFaults) -> ConsoleField {
    let chosen = Set(draft.doors)
    let doors = choices.doors.map { door in
      ConsoleChoice(
        door.acsEntranceID.text, door.displayName, isChosen: chosen.contains(door.acsEntranceID.text),
        detail: visit.sites.count > 1 ? visit.site(door.acsSystemID)?.name : nil)
    }
    let more = choices.nextDoors.map { _ in "More doors are found. Type more of the name, or look at the next ones." }
    return ConsoleField(
      "door", "Single doors", .checkboxes(doors), hint: doors.isEmpty ? noDoors : more, faults: faults)
  }

  private var noDoors: String {
    draft.doorSearch.isEmpty ? "Search for doors by their names or those of their spaces." : "No door was found."
  }

  private func timeFields(_ faults: ConsoleFaults) -> [ConsoleContext] {
    let fields = [
      ConsoleField("from", "From", .datetime, value: draft.from, isRequired: true, faults: faults),
      ConsoleField("until", "Until", .datetime, value: draft.until, faults: faults),
      ConsoleField("no_end", "No end, as for staff", .checkbox, value: draft.hasNoEnd ? "on" : nil),
    ]
    return fields.map(\.context)
  }

  /// Nil if there is only one site, whose times are meant.
  private var siteField: ConsoleField? {
    guard visit.sites.count > 1 else { return nil }
    let choices = visit.sites.map { site in
      ConsoleChoice(site.id.text, site.name, isChosen: site.id.text == draft.site, detail: site.zone)
    }
    return ConsoleField("site", "Times of", .select(choices))
  }

  private func wayField(_ faults: ConsoleFaults) -> ConsoleField {
    let ways: [(mode: AccessMethod.Mode, detail: String)] = [
      (mode: .mobileKey, detail: "By link, without an app. Up to 2 phones."),
      (mode: .code, detail: "Made by \(visit.brand). For doors with a keypad."),
      (mode: .card, detail: "Assign one after the stay is added."),
      (mode: .cloudKey, detail: "Operators may open the doors remotely."),
    ]
    let choices = ways.map { way in
      ConsoleChoice(
        way.mode.rawValue, StayWords.name(.known(way.mode)), isChosen: draft.modes.contains(way.mode),
        detail: way.detail)
    }
    return ConsoleField("way", "Ways to open", .checkboxes(choices), faults: faults)
  }

  // MARK: Steps

  func submit() async throws -> ConsoleAnswer? {
    switch visit.form.step {
    case "find", "more_doors", "edit": return .page(try await page(draft.choiceFaults))
    case "check":
      let (request, faults) = draft.request(in: times.zone, by: visit)
      if !faults.isEmpty { return .page(try await page(faults)) }
      return .page(try await StayCheck(draft, request, times, visit).page())
    case "create": return try await create()
    default: return nil
    }
  }

  private func create() async throws -> ConsoleAnswer {
    let (request, faults) = draft.request(in: times.zone, by: visit)
    if !faults.isEmpty { return .page(try await page(faults)) }
    do {
      return added(try await visit.call(request).accessGrantID)
    } catch let error as APIError where error.status == 409 {
      guard let known = try await stay(with: request.accessGrantKey) else {
        return .page(try await page(faultsOfConflict(error)))
      }
      // A second click found the stay of the first one.
      if draft.asks(request, for: known) { return added(known.grant.accessGrantID) }
      return .page(try await page(faultsOfConflict(error, with: known)))
    } catch let error as APIError where error.kind == .invalid {
      return .page(try await page(ConsoleFaults(error, fields: Self.fields)))
    }
  }

  private func added(_ id: ID<AccessGrant>) -> ConsoleAnswer { .seeOther("stays/\(id)?done=added") }

  /// The stay with a key. Nil if there is none.
  private func stay(with key: String?) async throws -> StayFacts? {
    var get = AccessGrants.Get()
    get.accessGrantKey = key
    do {
      return try await StayFacts(try await visit.call(get).accessGrantID, visit)
    } catch let error as APIError where error.kind == .notFound || error.status == 409 {
      return nil
    }
  }

  /// - Parameter known: the stay with the same reservation. Nil if there is none.
  private func faultsOfConflict(_ error: APIError, with known: StayFacts? = nil) -> ConsoleFaults {
    var faults = ConsoleFaults.none
    switch error.type {
    case "access_grant_key_taken":
      faults.add("reservation", "This reservation has a stay already.")
      if let known {
        faults.add(link: visit.link("stays/\(known.grant.accessGrantID)"), "Open the stay of \(known.personName)")
      }
    case "user_identity_email_or_phone_conflict":
      let isPhone = error.data["field"]?.text?.contains("phone") ?? false
      faults.add(
        isPhone ? "phone" : "email",
        "Somebody with this \(isPhone ? "phone number" : "e-mail address") is known already. Search for them above.")
    default: return ConsoleFaults(error, fields: Self.fields)
    }
    return faults
  }

  private static let fields = [
    "starts_at": "from", "ends_at": "until", "space_ids": "space", "acs_entrance_ids": "door",
    "requested_access_methods": "way", "access_grant_key": "reservation", "user_identity.full_name": "name",
    "user_identity.email_address": "email", "user_identity.phone_number": "phone", "user_identity_id": "person",
    "email_address": "email", "phone_number": "phone", "full_name": "name",
  ]
}
