import Core
import Operations
import Wire

extension GuestView {
  /// Shows the result of opening a door.
  mutating func show(_ moment: GuestMoment, _ token: String) throws {
    var context: [String: Any] = ["token": token, "link": address.plain, "back": words.back]
    let name: String
    switch moment {
    case .opening(let door):
      name = fill(words.openingTitle, door.name)
      context.merge(
        ["kind": "is-busy", "role": "status", "icon": "key", "text": words.openingText]) { $1 }
    case .opened(let door):
      name = fill(words.openedTitle, door.name)
      context.merge(["kind": "is-ok", "role": "status", "icon": "unlock", "text": words.openedText]) { $1 }
    case .shut(let door, let reason):
      name = fill(reason == .unknown ? words.unknownOutcomeTitle : words.shutTitle, door.name)
      context.merge(
        [
          "kind": reason == .unknown ? "is-warn" : "is-bad", "role": "alert", "icon": "lock",
          "text": text(reason), "isShut": true, "help": try help(isOpen: true),
          "again": ["door": door.id, "label": words.tryAgain],
        ]
      ) { $1 }
    }
    context["title"] = name
    var isOpening = false
    if case .opening = moment { isOpening = true }
    set(title: name, content: try render(GuestTemplates.moment, context), refreshes: isOpening)
  }

  private func text(_ reason: GuestMoment.Reason) -> String {
    switch reason {
    case .noAccess: words.noAccess
    case .privacy: words.privacy
    case .offline: words.doorOffline
    case .unreachable: words.unreachable
    case .unknown: words.unknownOutcome
    case .tooOften: words.tooOften
    case .other: words.otherReason
    }
  }

  /// Shows the stays with their doors, times and PINs.
  mutating func show(_ stays: [GuestStay], of visit: GuestVisit, _ token: String) throws {
    let heading = visit.name.map { fill(words.hello, $0) } ?? words.helloNobody
    var context: [String: Any] = [
      "title": heading, "text": words.ready, "token": token, "help": try help(isOpen: false), "leave": words.leave,
      "leaveText": words.leaveText, "localTimes": house.map { fill(words.localTimes, $0.name) } ?? "",
      "from": words.from, "until": words.until, "open": words.open, "noDoors": words.noDoors,
    ]
    if let first = stays.first, let rest = first.startsIn {
      context["text"] = fill(
        words.opensAt, words.date(first.startsAt, today: first.today), first.startsAt.time, words.time(until: rest))
      context["patience"] = words.patience
    }
    context["stays"] = stays.enumerated().map { number, stay in
      fields(stay, number, isOnly: stays.count == 1, visit.providerName)
    }
    set(title: heading, content: try render(GuestTemplates.stays, context))
  }

  private func fields(_ stay: GuestStay, _ number: Int, isOnly: Bool, _ provider: String) -> [String: Any] {
    var fields: [String: Any] = [
      "number": number, "name": isOnly ? words.doors : stay.name, "headingClass": isOnly ? "hidden" : "",
      "doors": stay.doors.map { self.fields($0, provider) }, "isWithoutDoors": stay.doors.isEmpty,
      "startDate": words.date(stay.startsAt, today: stay.today), "startTime": stay.startsAt.time,
      "endDate": stay.endsAt.map { words.date($0, today: stay.today) } ?? words.noEnd,
      "endTime": stay.endsAt?.time ?? "",
    ]
    if !isOnly { fields["note"] = stay.house.name }
    switch stay.pin {
    case .none: break
    case .pending: fields["pinPending"] = words.pinPending
    case .hidden: fields["pinHidden"] = words.showPin
    case .shown(let pins):
      fields["pinShown"] = ["title": words.pin, "text": words.pinText, "hide": words.hidePin, "digits": pins]
    }
    return fields
  }

  private func fields(_ door: GuestDoor, _ provider: String) -> [String: Any] {
    var fields: [String: Any] = ["id": door.id, "name": door.name, "label": fill(words.openDoor, door.name)]
    // Each name is set, so that a door does not inherit the note of its stay.
    fields["note"] = false
    switch door.access {
    case .early:
      fields["isEarly"] = true
      fields["label"] = fill(words.openLater, door.name)
    case .preparing: fields["note"] = words.preparing
    case .ready: fields["note"] = fill(words.otherMeans, provider)
    case .remote: fields["opens"] = true
    }
    return fields
  }
}
