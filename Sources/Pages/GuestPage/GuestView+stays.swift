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
      "title": heading, "token": token, "help": try help(isOpen: false), "leave": words.leave,
      "leaveText": words.leaveText, "localTimes": house.map { fill(words.localTimes, $0.name) } ?? "",
      "open": words.open, "noDoors": words.noDoors,
    ]
    if let first = stays.first, let rest = first.startsIn {
      context["text"] = opening(of: first, in: rest)
      context["patience"] = words.patience
    } else if stays.filter({ $0.startsIn == nil }).allSatisfy(\.isReady) {
      context["text"] = words.ready
    }
    context["stays"] = try stays.enumerated().map { number, stay in
      try fields(stay, number, isOnly: stays.count == 1, visit)
    }
    set(title: heading, content: try render(GuestTemplates.stays, context))
    takesPin = stays.contains { $0.pin != .none }
  }

  /// When the doors of a stay open, such as "Your doors open today at 15:00, in 48 minutes."
  private func opening(of stay: GuestStay, in rest: Duration) -> String {
    let (start, wait) = (stay.startsAt, words.time(until: rest))
    if start.date == stay.today.date { return fill(words.opensToday, start.time, wait) }
    return fill(words.opensAt, words.date(start, today: stay.today), start.time, wait)
  }

  private func fields(
    _ stay: GuestStay, _ number: Int, isOnly: Bool, _ visit: GuestVisit
  ) throws -> [String: Any] {
    let dates = try render(
      GuestTemplates.dates,
      [
        "from": words.from, "until": words.until, "startDate": words.date(stay.startsAt, today: stay.today),
        "startTime": stay.startsAt.time,
        "endDate": stay.endsAt.map { words.date($0, today: stay.today) } ?? words.noEnd,
        "endTime": stay.endsAt?.time ?? "",
      ])
    var fields: [String: Any] = [
      "number": number, "name": isOnly ? words.doors : stay.name, "headingClass": isOnly ? "hidden" : "",
      "doors": stay.doors.map { self.fields($0, visit.providerName) }, "isWithoutDoors": stay.doors.isEmpty,
      // What the guest needs first: before the stay its times, then its doors.
      "datesBefore": stay.startsIn == nil ? "" : dates, "datesAfter": stay.startsIn == nil ? dates : "",
    ]
    if !isOnly { fields["note"] = stay.house.name }
    switch stay.pin {
    case .none: break
    case .pending: fields["pinPending"] = words.pinPending
    case .hidden: fields["pinHidden"] = words.showPin
    case .shown(let pins):
      var shown: [String: Any] = ["title": words.pin, "text": words.pinText, "hide": words.hidePin, "digits": pins]
      shown["until"] = stay.endsIn.map { milliseconds(visit.statedAt + $0) } ?? false
      fields["pinShown"] = shown
    }
    return fields
  }

  private func fields(_ door: GuestDoor, _ provider: String) -> [String: Any] {
    var fields: [String: Any] = ["id": door.id, "name": door.name, "label": fill(words.openDoor, door.name)]
    // Each name is set, so that a door does not inherit the note of its stay.
    fields["note"] = false
    switch door.access {
    case .noMeans: fields["note"] = words.noMeans
    case .early:
      fields["isEarly"] = true
      fields["label"] = fill(words.openLater, door.name)
    case .preparing: fields["note"] = words.preparing
    case .suspended: fields["note"] = words.suspended
    case .ready(let means): fields["note"] = fill(words.opensBy, text(means, provider))
    case .remote:
      fields["opens"] = true
      if door.isOffline { fields["note"] = words.doorOffline }
    }
    return fields
  }

  private func text(_ means: [GuestDoor.Means], _ provider: String) -> String {
    means.map { one in
      switch one {
      case .pin: words.byPin
      case .card: words.byCard
      case .app: fill(words.byApp, provider)
      }
    }.joined(separator: ", ")
  }
}

extension GuestStay {
  /// Whether the guest can open all doors now.
  fileprivate var isReady: Bool {
    !doors.isEmpty
      && doors.allSatisfy { door in
        switch door.access {
        case .ready: true
        case .remote: !door.isOffline
        case .noMeans, .early, .preparing, .suspended: false
        }
      }
  }
}
