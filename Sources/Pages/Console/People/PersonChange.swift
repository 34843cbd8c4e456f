import API
import HTTPTypes
import Wire

/// Does what a form of a person's page asks. What a form saw and somebody changed meanwhile is not overwritten.
struct PersonChange: Sendable {
  private let facts: PersonFacts
  private let stay: PersonStay
  private let visit: ConsoleVisit
  private let sheets: PersonSheets

  init(_ facts: PersonFacts, _ stay: PersonStay, _ visit: ConsoleVisit) {
    self.facts = facts
    self.stay = stay
    self.visit = visit
    sheets = PersonSheets(facts, visit)
  }

  func answer(_ step: PersonStep) async throws -> ConsoleAnswer {
    switch step {
    case .changeEnd: try await changeEnd()
    case .suspend: try await suspend()
    case .unsuspend: try await unsuspend()
    case .delete: try await delete()
    case .erase: try await erase()
    case .stopPhone: try await stopPhone()
    case .showPin: try await showPin()
    case .changePin: try await changePin()
    case .makeLink: try await makeLink()
    case .joinGroup: try await joinGroup()
    case .leaveGroup: try await leaveGroup()
    }
  }

  // MARK: Answers

  private func done(_ deed: PersonDeed, before: String? = nil) -> ConsoleAnswer {
    seeOther("people/\(facts.id)", ["done": deed.rawValue, "before": before])
  }

  private func seeOther(_ path: String, _ query: KeyValuePairs<String, String?>) -> ConsoleAnswer {
    .seeOther(visit.link(path, query))
  }

  /// The page as it is now, with the reason why nothing was changed.
  private func unchanged(_ reason: String, _ status: HTTPResponse.Status = .conflict) async throws -> ConsoleAnswer {
    var view = PersonView(facts, stay, visit)
    view.notices = [ConsoleNotice(.bad, "Nothing was changed.", reason)]
    view.status = status
    return .page(try await view.page())
  }

  /// Who changed a member of the person last.
  private func author(of member: String) async throws -> String {
    try await visit.author(ofChange: facts.id.text, of: [member]) ?? "Somebody"
  }

  private func ask(again sheet: ConsoleSheet, _ faults: ConsoleFaults) -> ConsoleAnswer {
    .page(.asking(sheet, faults: faults, back: visit.link("people/\(facts.id)")))
  }

  // MARK: Access

  private func changeEnd() async throws -> ConsoleAnswer {
    let times = visit.times(visit.site(facts.person.acsSystemID))
    guard let own = facts.ownStay, facts.user != nil else {
      return try await unchanged("The stay was deleted meanwhile.")
    }
    guard visit.form["was"] == own.endText else {
      let end = own.endsAt.map { "ends on \(times.text($0))" } ?? "has no end"
      let author = try await author(of: "ends_at")
      return try await unchanged(
        "\(author) changed the end meanwhile: the stay \(end). Look again before you change it.")
    }
    let typed = visit.form["until"]
    var faults = ConsoleFaults.none
    guard let end = visit.form["moment"].flatMap({ Instant($0) }) ?? typed.flatMap({ times.instant($0) }) else {
      faults.add("until", "Give a date and a time that the site’s clocks show.")
      return ask(again: sheets.changeEnd(of: own, typed: typed, faults: faults), faults)
    }
    var request = AcsUsers.Update()
    request.user = AcsUserSelector(facts.id)
    request.accessSchedule = .set(AccessScheduleUpdate(startsAt: own.startsAt, endsAt: end))
    do { _ = try await visit.call(request, ifUnchanged: facts.id.text) } catch let error as APIError
      where error.kind == .invalid
    {
      faults = ConsoleFaults(error, fields: ["access_schedule": "until"])
      return ask(again: sheets.changeEnd(of: own, typed: typed, faults: faults), faults)
    }
    let before = own.endsAt.map { visit.mark.marked($0.description, about: "\(facts.id) \(end)") }
    return done(.endChanged, before: before)
  }

  private func suspend() async throws -> ConsoleAnswer {
    if facts.person.isSuspended {
      let author = try await author(of: "is_suspended")
      return try await unchanged("\(author) suspended \(facts.name) meanwhile.")
    }
    var request = AcsUsers.Suspend()
    request.user = AcsUserSelector(facts.id)
    request.reason = visit.form.filled("reason")
    do { _ = try await visit.call(request, ifUnchanged: facts.id.text) } catch let error as APIError
      where error.kind == .invalid
    {
      let faults = ConsoleFaults(error)
      return ask(again: sheets.suspend(reason: visit.form["reason"], faults: faults), faults)
    }
    return done(.suspended)
  }

  private func unsuspend() async throws -> ConsoleAnswer {
    if !facts.person.isSuspended {
      let author = try await author(of: "is_suspended")
      return try await unchanged("\(author) lifted the suspension meanwhile.")
    }
    var request = AcsUsers.Unsuspend()
    request.user = AcsUserSelector(facts.id)
    _ = try await visit.call(request, ifUnchanged: facts.id.text)
    return done(.unsuspended, before: visit.mark.marked(PersonDeed.suspended.rawValue, about: facts.id.text))
  }

  private func delete() async throws -> ConsoleAnswer {
    if let faults = unconfirmed("sure") { return ask(again: sheets.delete(faults: faults), faults) }
    var request = AcsUsers.Delete()
    request.user = AcsUserSelector(facts.id)
    do { _ = try await visit.call(request, ifUnchanged: facts.id.text) } catch let error as APIError
      where error.kind == .invalid
    {
      let faults = ConsoleFaults(error)
      return ask(again: sheets.delete(faults: faults), faults)
    }
    return seeOther("people", ["done": PersonDeed.deleted.rawValue])
  }

  private func erase() async throws -> ConsoleAnswer {
    guard let identity = facts.person.userIdentityID, visit.form["identity"] == identity.text else {
      return try await unchanged("The person’s identity was changed meanwhile. Look again before you erase it.")
    }
    if let faults = unconfirmed("sure_erase") { return ask(again: sheets.erase(identity, faults: faults), faults) }
    var request = People.Erase()
    request.userIdentityID = identity
    _ = try await visit.call(request, ifUnchanged: identity.text)
    return seeOther("people", ["done": PersonDeed.erased.rawValue])
  }

  /// The fault of a form whose box is not checked.
  private func unconfirmed(_ field: String) -> ConsoleFaults? {
    guard visit.form[field] == nil else { return nil }
    var faults = ConsoleFaults.none
    faults.add(field, "Check this box if you are sure.")
    return faults
  }

  // MARK: Groups

  private func joinGroup() async throws -> ConsoleAnswer {
    guard facts.user != nil, let group = visit.form.filled("group") else {
      return try await unchanged("\(facts.name) was deleted meanwhile.")
    }
    var request = AcsUsers.AddToAccessGroup()
    request.acsUserID = facts.id
    request.acsAccessGroupID = ID(group)
    do { _ = try await visit.call(request) } catch let error as APIError where error.kind == .invalid {
      return try await unchanged(error.message, .unprocessableContent)
    }
    return done(.groupJoined, before: visit.mark.marked(group, about: facts.id.text))
  }

  private func leaveGroup() async throws -> ConsoleAnswer {
    guard facts.user != nil, let group = visit.form.filled("group") else {
      return try await unchanged("\(facts.name) was deleted meanwhile.")
    }
    var request = AcsUsers.RemoveFromAccessGroup()
    request.acsUserID = facts.id
    request.acsAccessGroupID = ID(group)
    do { _ = try await visit.call(request) } catch let error as APIError where error.kind == .invalid {
      return try await unchanged(error.message, .unprocessableContent)
    }
    return done(.groupLeft)
  }

  // MARK: Keys

  private func stopPhone() async throws -> ConsoleAnswer {
    guard let phone = facts.phones.first(where: { $0.deviceID.text == visit.form["phone"] }) else {
      return try await unchanged("Somebody stopped this phone meanwhile.")
    }
    var request = Phones.Deactivate()
    request.deviceID = phone.deviceID
    _ = try await visit.call(request)
    return done(.phoneStopped)
  }

  /// Shows the PIN on this page only. The operation notes it in the audit.
  private func showPin() async throws -> ConsoleAnswer {
    guard facts.pin != nil else { return try await unchanged("\(facts.name) has no PIN now.") }
    var request = DeskPeople.ShowPin()
    request.acsUserID = facts.id
    guard let digits = try await visit.call(request).code?.optional else {
      return try await unchanged("The site has not confirmed the PIN yet. Try again in a minute.")
    }
    var view = PersonView(facts, stay, visit)
    // Six digits are easier to read aloud in two halves.
    view.secret.pin = digits.utf8.count == 6 ? "\(digits.prefix(3)) \(digits.suffix(3))" : digits
    return .page(try await view.page())
  }

  private func changePin() async throws -> ConsoleAnswer {
    guard let pin = facts.pin else { return try await unchanged("\(facts.name) has no PIN now.") }
    var request = AcsCredentials.Update()
    request.acsCredentialID = pin.acsCredentialID
    request.code = visit.form["code"] ?? ""
    do { _ = try await visit.call(request, ifUnchanged: pin.acsCredentialID.text) } catch let error as APIError
      where error.kind == .invalid
    {
      let faults = ConsoleFaults(error)
      return ask(again: sheets.changePin(faults: faults), faults)
    }
    return done(.pinChanged)
  }

  /// Makes a link and shows it on this page only.
  private func makeLink() async throws -> ConsoleAnswer {
    guard let identity = facts.person.userIdentityID, facts.takesLink(at: visit.now) else {
      return try await unchanged("\(facts.name) has no stay with a phone key now.")
    }
    var request = UserIdentities.GenerateInstantKey()
    request.userIdentityID = identity
    do {
      let made = try await visit.call(request)
      var view = PersonView(facts, stay, visit)
      view.secret.link = made.instantKeyURL
      return .page(try await view.page())
    } catch let error as APIError where error.kind == .invalid {
      return try await unchanged(error.message, .unprocessableContent)
    }
  }
}
