import API
import Wire

/// The page of one stay, and what is handed to the guest.
struct StayPage: Sendable {
  private let facts: StayFacts
  private let visit: ConsoleVisit
  private var times: ConsoleTimes { facts.times }
  private var address: String { "stays/\(facts.grant.accessGrantID)" }

  init(_ facts: StayFacts, _ visit: ConsoleVisit) {
    self.facts = facts
    self.visit = visit
  }

  func page() async throws -> ConsolePage {
    let forms = StayForms(facts: facts, visit: visit, page: address)
    var context = self.context
    let isOver = facts.isOver(at: visit.now)
    context["canChange"] = visit.may(.frontDesk) && !isOver
    context["canDelete"] = visit.may(.frontDesk)
    var sheets: [ConsoleSheet] = []
    if visit.may(.frontDesk) {
      if !isOver {
        sheets.append(try await forms.endSheet())
        if forms.cardMethod != nil { sheets.append(forms.cardSheet()) }
      }
      sheets.append(forms.deleteSheet)
    }
    context["sheets"] = sheets.map(\.context)
    context["moveLink"] = forms.moveLink
    context["assignsCard"] = visit.may(.frontDesk) && !isOver && forms.cardMethod != nil
    let person = try await person()
    context["personLink"] = shown(person.map { visit.link("people/\($0.acsUserID)") })
    context["happens"] = false
    if !isOver {
      let steps = try await StaySteps(facts, of: person, visit).items
      let forecast = visit.link("overview#seats", ["site": person?.acsSystemID.text])
      context["happens"] = ["steps": steps, "forecast": forecast] as ConsoleContext
    }
    return ConsolePage(
      title: "Stay of \(facts.personName)", template: "stays/stay", context: context, notices: notices(forms.notice))
  }

  private var context: ConsoleContext {
    let (grant, state) = (facts.grant, StayWords.state(facts.grant.displayStatus))
    let spaces = facts.spaces.map { space in
      ["href": visit.link("spaces/\(space.spaceID)"), "text": space.displayName] as ConsoleContext
    }
    var context: ConsoleContext = [
      "listLink": visit.link("stays"), "name": facts.personName, "initials": ConsoleParts.initials(facts.personName),
      "places": facts.places, "period": facts.period, "zone": times.place, "doors": doors, "ways": ways,
      "spaces": spaces, "anotherLink": visit.link("stays/new"), "action": visit.link(address),
      "grantID": grant.accessGrantID.text, "identityID": grant.userIdentityID.text, "problems": problems,
    ]
    context["badge"] = shown(state.kind.map { ConsoleParts.badge($0, state.text) })
    context["state"] = shown(state.kind == nil ? state.text : nil)
    context["from"] = times.moment(grant.startsAt)
    context["until"] = shown(grant.endsAt.optional.map { times.moment($0) })
    context["nights"] = shown(times.nights(from: grant.startsAt, to: grant.endsAt.optional))
    context["key"] = shown(StayDraft.shownKey(grant.accessGrantKey))
    context["email"] = shown(facts.person?.emailAddress.optional)
    context["phone"] = shown(facts.person?.phoneNumber.optional)
    context["hasProblems"] = !problems.isEmpty
    context["hasHandover"] = facts.methods.contains(where: isHanded)
    return context
  }

  private func notices(_ change: ConsoleNotice?) -> [ConsoleNotice] {
    if let change { return [change] }
    guard visit.query["done"] == "added" else { return [] }
    return [
      ConsoleNotice(
        .ok, "The stay of \(facts.personName) is added.",
        "Hand over the link or the PIN. Nothing opens before \(times.text(facts.grant.startsAt)).")
    ]
  }

  /// The person at the site. Not every ACS user of an identity is somebody at a site.
  private func person() async throws -> DeskPerson? {
    guard let users = facts.person?.acsUserIDs, !users.isEmpty else { return nil }
    var request = DeskPeople.List()
    request.acsUserIDs = Array(users.prefix(1000))
    request.limit = 1
    return try await visit.call(request).items.first
  }

  private var doors: [ConsoleContext] {
    facts.doors.map { door in
      let ways = [
        door.canUnlockWithMobileKey == true ? "phone" : nil, door.canUnlockWithCode == true ? "PIN" : nil,
        door.canUnlockWithCard == true ? "card" : nil,
      ].compactMap(\.self)
      return [
        "href": visit.link("doors/\(door.acsEntranceID)"), "text": door.displayName,
        "ways": ways.isEmpty ? "Takes nothing that is known" : "Takes \(ways.joined(separator: ", "))",
      ]
    }
  }

  private var ways: [ConsoleContext] {
    facts.methods.map { method in
      let state = StayWords.state(of: method)
      return [
        "icon": icon(StayWords.icon(of: method.mode)), "name": StayWords.name(method.mode), "state": state.text,
        "badge": shown(state.kind == .bad ? ConsoleParts.badge(.bad, "Problem") : nil),
        "notes": method.errors.map(\.message) + method.warnings.map(\.message),
      ]
    }
  }

  private var problems: [ConsoleContext] {
    facts.grant.errors.map { problem(.bad, "Error", $0.message, StayWords.nextStep($0), since: $0.createdAt) }
      + facts.grant.warnings.map { problem(.warn, "Warning", $0.message, StayWords.nextStep($0), since: $0.createdAt) }
  }

  private func problem(
    _ kind: ConsoleNotice.Kind, _ word: String, _ message: String, _ step: String, since: Instant
  ) -> ConsoleContext {
    [
      "badge": ConsoleParts.badge(kind, word), "message": message, "step": step, "since": times.moment(since),
    ]
  }

  /// Whether the guest gets something of a means that can be shown.
  private func isHanded(_ method: AccessMethod) -> Bool { method.mode == .code || method.mode == .mobileKey }

  // MARK: For the guest

  /// The PIN and the link, once and on request, with a sheet to print.
  func handover() async throws -> ConsolePage {
    let links = try await links()
    let pins = try await pins()
    var context: ConsoleContext = [
      "listLink": visit.link("stays"), "stayLink": visit.link(address), "name": facts.personName,
      "places": facts.places, "period": facts.period, "zone": times.place, "doors": doors, "hasLinks": !links.isEmpty,
      "brand": visit.brand,
    ]
    context["pins"] = pins.map { ["digits": grouped($0)] as ConsoleContext }
    context["isPinMissing"] = pins.isEmpty && facts.methods.contains { $0.mode == .code }
    context["links"] = links.enumerated().map { index, link in
      ["id": "link-\(index + 1)", "address": link] as ConsoleContext
    }
    context["isLinkMissing"] = links.isEmpty && facts.methods.contains { $0.mode == .mobileKey }
    context["from"] = times.text(facts.grant.startsAt)
    context["until"] = shown(facts.grant.endsAt.optional.map { times.text($0) })
    return ConsolePage(title: "For \(facts.personName)", template: "stays/handover", context: context)
  }

  /// The PINs of the stay. The audit notes who saw them.
  private func pins() async throws -> [String] {
    let known = Set(facts.methods.filter { $0.mode == .code }.compactMap { $0.code?.optional })
    if known.isEmpty { return [] }
    var pins: Set<String> = []
    for user in facts.person?.acsUserIDs ?? [] {
      var request = DeskPeople.ShowPin()
      request.acsUserID = user
      do {
        let shown = try await visit.call(request).code?.optional
        if let shown, known.contains(shown) { pins.insert(shown) }
      } catch let error as APIError where error.kind == .notFound {
        continue
      }
    }
    return pins.sorted()
  }

  /// The links of the stay. The audit notes who saw them.
  private func links() async throws -> [String] {
    var links: [String] = []
    for method in facts.methods where method.instantKeyURL != nil {
      var request = DeskStays.ShowLink()
      request.accessMethodID = method.accessMethodID
      do {
        if let link = try await visit.call(request).instantKeyURL { links.append(link) }
      } catch let error as APIError where error.kind == .notFound {
        continue
      }
    }
    return links
  }

  /// Digits in groups that are easy to read aloud.
  private func grouped(_ digits: String) -> String {
    digits.count == 6 ? "\(digits.prefix(3)) \(digits.suffix(3))" : digits
  }
}
