import API
import HTTPTypes
import Wire

/// The page of the playground.
struct PlaygroundPage: Sendable {
  private static let doorMax = 60
  private static let personMax = 200
  private static let momentMax = 8

  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  /// - Parameters:
  ///   - answer: what a lock answered.
  ///   - faults: what is wrong in a form, whose fields keep what was typed.
  ///   - refused: why a change was refused.
  func page(
    notices: [ConsoleNotice] = [], answer: LockAnswer? = nil, faults: ConsoleFaults = .none, refused: String? = nil
  ) async throws -> ConsolePage {
    async let named = people()
    async let found = doors()
    async let controls = building()
    var context = try await clock(faults)
    let building = try await controls
    context["action"] = visit.link(PlaygroundPages.name)
    context["answer"] = shown(answer?.context(visit.times()))
    context["hasControls"] = building != nil
    context.merge(tiles(try await found)) { $1 }
    let (doors, people) = (try await found.items, try await named)
    context["tryFields"] =
      building == nil || doors.isEmpty ? [ConsoleContext]() : fields(doors, people, faults).map(\.context)
    context.merge(try await PlaygroundPhones(visit).context(building == nil ? [] : people)) { $1 }
    context.merge(switches(building, faults)) { $1 }
    context["reset"] = reset.context
    var all = notices
    if !faults.isEmpty { all.append(faults.notice) }
    if let refused { all.append(ConsoleNotice(.bad, "Nothing was changed.", refused)) }
    return ConsolePage(
      title: "Playground", template: "playground/all", context: context, notices: all,
      status: faults.isEmpty && refused == nil ? .ok : .unprocessableContent)
  }

  /// Nil if the operator may not use the controls, or the sandbox has no virtual cloud.
  private func building() async throws -> VirtualBuilding? {
    guard visit.may(.administrator) else { return nil }
    do {
      return try await VirtualControls(visit).building()
    } catch let error as APIError where error.type == "not_supported" {
      return nil
    }
  }

  // MARK: The clock

  private func clock(_ faults: ConsoleFaults) async throws -> ConsoleContext {
    let clock = try await visit.call(SandboxClock.Get())
    var list = NextMoments.List()
    list.limit = Self.momentMax
    let moments = try await visit.call(list).items
    // The visit began before its form moved the clock.
    let times = ConsoleTimes(zone: visit.times().zone, now: clock.now)
    let pending = clock.pending.count
    let waiting = ConnectionWords.count(pending, "change is not confirmed yet.", "changes are not confirmed yet.")
    return [
      "now": times.time(clock.now), "today": "\(times.day(clock.now)["text"] ?? "") \(times.date(clock.now).prefix(4))",
      "place": times.place, "waiting": shown(pending > 0 ? waiting : nil),
      "moments": moments.map { moment($0, now: clock.now) }, "hasMoments": !moments.isEmpty,
      "momentField": ConsoleField(
        "moment", "Another time", .datetime, value: visit.form["moment"] ?? times.field(clock.now), faults: faults
      ).context,
    ]
  }

  private func moment(_ moment: DeskMoment, now: Instant) -> ConsoleContext {
    let times = ConsoleTimes(zone: visit.times(visit.site(moment.acsSystemID)).zone, now: now)
    let isToday = times.date(moment.at) == times.date(now)
    return [
      "at": moment.at.description, "time": isToday ? times.time(moment.at) : times.moment(moment.at),
      "text": "\(words(of: moment.kind.known)): \(moment.displayName)", "moment": times.text(moment.at),
    ]
  }

  private func words(of kind: DeskMoment.Kind?) -> String {
    switch kind {
    case .stayStarts: "Stay starts"
    case .stayEnds: "Stay ends"
    case .creation: "Created at the site"
    case .mobileKeyInvitation: "Invited to fetch a key"
    case .retry: "A change is tried again"
    case nil: "A change"
    }
  }

  // MARK: The doors

  private func doors() async throws -> Page<DeskDoor> {
    var list = DeskDoors.List()
    list.limit = Self.doorMax
    list.search = visit.query.filled("q")
    return try await visit.call(list)
  }

  private func tiles(_ found: Page<DeskDoor>) -> ConsoleContext {
    let search = visit.query.filled("q")
    let isCut = found.pagination.hasNextPage || search != nil
    return [
      "hasDoors": !found.items.isEmpty, "doors": found.items.map { tile($0) },
      "find": shown(isCut ? ConsoleField("q", "Find a door", .search, value: search).context : nil),
      "connections": shown(visit.may(.administrator) ? visit.link("connections") : nil),
    ]
  }

  private func tile(_ door: DeskDoor) -> ConsoleContext {
    let state = state(of: door)
    return ["name": door.displayName, "class": state.kind, "symbol": icon(state.icon), "state": state.text]
  }

  private func state(of door: DeskDoor) -> (kind: String, icon: ConsoleIcon, text: String) {
    if !door.isOnline { return ("is-warn", .wifiOff, "Offline") }
    if door.isOpenNow { return ("is-ok", .unlock, "Open to everybody") }
    if door.isPrivacyMode { return ("is-warn", .lock, "Privacy mode") }
    return ("is-quiet", .lock, "Shut")
  }

  /// The people whose means can be tried. Empty if the operator may not use the controls.
  private func people() async throws -> [DeskPerson] {
    guard visit.may(.administrator) else { return [] }
    var list = DeskPeople.List()
    list.limit = Self.personMax
    list.sort = .name
    return try await visit.call(list).items
  }

  private func fields(_ doors: [DeskDoor], _ people: [DeskPerson], _ faults: ConsoleFaults) -> [ConsoleField] {
    let (door, person) = (visit.form["door"] ?? visit.query["door"], visit.form["person"] ?? visit.query["person"])
    let means = visit.form["means"] ?? visit.query["means"] ?? AccessMeans.code.rawValue
    let tiles = doors.map {
      ConsoleChoice(
        $0.acsEntranceID.text, $0.displayName, isChosen: $0.acsEntranceID.text == door, detail: state(of: $0).text)
    }
    let names = people.map { one in
      ConsoleChoice(
        one.acsUserID.text, one.displayName, isChosen: one.acsUserID.text == person,
        detail: visit.sites.count > 1 ? visit.site(one.acsSystemID)?.name : nil)
    }
    let ways: [(AccessMeans, String)] = [(.code, "A PIN"), (.mobileKey, "A phone"), (.card, "A card")]
    return [
      ConsoleField("door", "Which door", .radios(tiles), faults: faults),
      ConsoleField(
        "means", "With", .select(ways.map { ConsoleChoice($0.0.rawValue, $0.1, isChosen: $0.0.rawValue == means) }),
        faults: faults),
      ConsoleField(
        "person", "Whose", .select([ConsoleChoice("", "Nobody in particular")] + names),
        hint: "A phone needs a person. With one, the explanation is shown too.", faults: faults),
      ConsoleField(
        "code", "PIN or number of the card", value: visit.form["code"], faults: faults, autocomplete: "off"),
    ]
  }

  // MARK: Faults, IQs and cards

  private func switches(_ building: VirtualBuilding?, _ faults: ConsoleFaults) -> ConsoleContext {
    let sites = building?.sites ?? []
    let choices = sites.map { ConsoleChoice($0.id, $0.name, isChosen: $0.id == visit.form["site"]) }
    let number = ConsoleField(
      "tag_number", "Number on the card", value: visit.form["tag_number"], hint: "Eight digits.", isRequired: true,
      faults: faults, autocomplete: "off")
    let site = ConsoleField("site", "Site", .select(choices))
    let all: [ConsoleContext] = VirtualFault.allCases.map { fault($0, building) } + [seats(building)]
    return [
      "faults": all,
      "iqs": sites.flatMap { site in site.iqs.map { iq($0, isNamed: sites.count > 1, site.name) } },
      "cardFields": (choices.count > 1 ? [number, site] : [number]).map(\.context),
    ]
  }

  private func fault(_ fault: VirtualFault, _ building: VirtualBuilding?) -> ConsoleContext {
    [
      "step": PlaygroundStep.fault.rawValue, "fault": fault.rawValue, "title": fault.title(visit.brand),
      "detail": fault.detail, "isOn": building?.isOn(fault) ?? false,
    ]
  }

  private func seats(_ building: VirtualBuilding?) -> ConsoleContext {
    [
      "step": PlaygroundStep.seats.rawValue, "fault": false, "title": "All seats are taken",
      "detail": "New guests get none until you switch it off.", "isOn": building?.areSeatsTaken ?? false,
    ]
  }

  private func iq(_ iq: VirtualBuilding.IQ, isNamed: Bool, _ site: String) -> ConsoleContext {
    let state: (kind: String, icon: ConsoleIcon, text: String) =
      switch iq.connection {
      case .online: ("is-ok", .wifi, "Online")
      case .noInternet: ("is-warn", .wifiOff, "No internet: its locks get no changes")
      case .off: ("is-bad", .wifiOff, "Off: its locks use their own lists")
      case nil: ("is-quiet", .question, "Unknown")
      }
    let others: [(VirtualBuilding.Connection, String)] = [
      (.online, "Bring online"), (.noInternet, "Cut the internet"), (.off, "Switch off"),
    ]
    return [
      "name": isNamed ? "\(iq.name), \(site)" : iq.name, "zone": iq.zone, "class": state.kind,
      "symbol": icon(state.icon), "state": state.text,
      "forms": others.filter { $0.0 != iq.connection }.map { other in
        ConsoleForm(
          action: visit.link(PlaygroundPages.name), step: PlaygroundStep.iq.rawValue, button: other.1,
          values: [(name: "iq", value: iq.id), (name: "state", value: other.0.rawValue)]
        ).context
      },
    ]
  }

  private var reset: ConsoleSheet {
    ConsoleSheet(
      id: "reset", title: "Start the sandbox over?", action: visit.link(PlaygroundPages.name),
      step: PlaygroundStep.reset.rawValue, button: "Start over", cancel: "Keep it", isDanger: true,
      consequences: [
        (.x, "Doors, phones, stays and the clock go back to how they began."),
        (.check, "API keys, operators and webhooks stay."),
      ])
  }
}
