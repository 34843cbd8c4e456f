import API
import Core
import Wire

/// What a new stay would do. Nothing is created.
struct StayCheck: Sendable {
  private typealias Consequence = (icon: ConsoleIcon, text: String)
  /// The forecast of seats looks no further ahead.
  private static let forecastMax = 366

  private let draft: StayDraft
  private let request: AccessGrants.Create
  private let times: ConsoleTimes
  private let visit: ConsoleVisit
  private let choices: StayChoices

  init(_ draft: StayDraft, _ request: AccessGrants.Create, _ times: ConsoleTimes, _ visit: ConsoleVisit) async throws {
    self.draft = draft
    self.request = request
    self.times = times
    self.visit = visit
    choices = try await StayChoices(for: draft, in: times.zone, visit)
  }

  func page() async throws -> ConsolePage {
    let doors = try await doors()
    var found = occupancy + clocks
    found += try await seats(at: doors)
    found += locks(doors)
    let consequences = found.map { ["icon": icon($0.icon), "text": $0.text] as ConsoleContext }
    var context: ConsoleContext = [
      "listLink": visit.link("stays"), "action": visit.link("stays/new"), "name": personName, "zone": times.zone,
      "places": places(doors), "ways": StayWords.ways(draft.modes.map { .known($0) }), "hasConsequences": true,
      "consequences": consequences, "values": hiddenValues(draft.values),
    ]
    context["doors"] = StayWords.list(doors.map(\.displayName))
    context["from"] = times.moment(start)
    context["until"] = shown(end.map { times.moment($0) })
    return ConsolePage(title: "Check the stay", template: "stays/check", context: context)
  }

  /// The single doors of the draft and those of its spaces, to which they belong as devices or as entrances.
  private func doors() async throws -> [AcsEntrance] {
    var ids = Set(draft.doors)
    if !draft.spaces.isEmpty {
      var request = Spaces.GetRelated()
      request.spaceIDs = draft.spaces.map { ID($0) }
      request.include = [.devices, .acsEntrances]
      let batch = try await visit.call(request)
      ids.formUnion((batch.devices ?? []).map(\.deviceID.text))
      ids.formUnion((batch.acsEntrances ?? []).map(\.acsEntranceID.text))
    }
    if ids.isEmpty { return [] }
    var list = AcsEntrances.List()
    list.acsEntranceIDs = ids.sorted().map { ID($0) }
    list.limit = ids.count
    return try await visit.call(list).items
  }

  private var start: Instant { request.startsAt ?? visit.now }
  private var end: Instant? { request.endsAt?.optional }

  private var personName: String {
    if draft.person.isEmpty { return draft.name }
    return choices.people.first { $0.userIdentityID.text == draft.person }?.displayName ?? "Unknown person"
  }

  private func places(_ doors: [AcsEntrance]) -> String {
    let spaces = draft.spaces.compactMap { choices.spaces.space($0)?.displayName }
    return StayWords.list(spaces.isEmpty ? doors.map(\.displayName) : spaces)
  }

  /// Who has the spaces at that time.
  private var occupancy: [Consequence] {
    draft.spaces.compactMap { choices.spaces.space($0) }.map { space in
      guard let other = choices.stay(in: space) else {
        return (icon: .check, text: "\(space.displayName) is free at that time.")
      }
      let until = other.endsAt.map { "until \(times.text($0))" } ?? "without an end"
      return (
        icon: .warn,
        text: "\(other.personName ?? "Somebody") has \(space.displayName) from \(times.text(other.startsAt)) \(until)."
      )
    }
  }

  /// Clock changes within the stay, and times that clocks show twice.
  private var clocks: [Consequence] {
    var found: [Consequence] = []
    if draft.start(in: times.zone).isRepeated {
      found.append((icon: .clock, text: "Clocks show the start twice on that day. The first time counts."))
    }
    guard let end else { return found }
    if draft.end(in: times.zone).isRepeated {
      found.append((icon: .clock, text: "Clocks show the end twice on that day. The second time counts."))
    }
    let limit = min(end, start + .seconds(Self.forecastMax * 86_400))
    for change in SiteZone(times.zone)?.switches(after: start, until: limit) ?? [] {
      let direction = change.after > change.before ? "forward" : "back"
      let text = "Clocks move \(direction) on \(times.text(change.at)). The stay starts and ends by the local clock."
      found.append((icon: .clock, text: text))
    }
    return found
  }

  /// Whether the sites have a seat for one more.
  private func seats(at doors: [AcsEntrance]) async throws -> [Consequence] {
    guard let end else { return [] }
    var found: [Consequence] = []
    for id in Set(doors.map(\.acsSystemID)).sorted(by: { $0.text < $1.text }) {
      var request = SeatOperations.Forecast()
      request.acsSystemID = id
      let days = Int(((end - visit.now) / .seconds(86_400)).rounded(.up)) + 1
      request.days = min(max(days, 1), Self.forecastMax)
      let forecast = try await visit.call(request)
      if forecast.limit == 0 { continue }
      let name = visit.site(id)?.name ?? "the site"
      let short = forecast.days.filter { day in
        day.startsAt < end && day.endsAt > start && (day.isShort || day.demand >= forecast.limit)
      }
      if let first = short.first {
        let more = short.count > 1 ? " and \(short.count - 1) more days" : ""
        let text =
          "All \(forecast.limit) seats of \(name) are taken on \(first.date)\(more). Without a seat, doors stay shut."
        found.append((icon: .warn, text: text))
      } else {
        found.append((icon: .check, text: "\(name) has a seat for the guest on each day."))
      }
    }
    return found
  }

  /// The doors that do not take a chosen way.
  private func locks(_ doors: [AcsEntrance]) -> [Consequence] {
    if doors.isEmpty {
      return [(icon: .warn, text: "The chosen spaces have no doors yet. The stay opens nothing until doors are added.")]
    }
    var found: [Consequence] = []
    for mode in draft.modes {
      let others = doors.filter { !takes($0, mode) }.map(\.displayName)
      if others.isEmpty { continue }
      let way = StayWords.name(.known(mode))
      found.append((icon: .warn, text: "\(way) does not work at \(StayWords.list(others))."))
    }
    if found.isEmpty {
      let all = doors.count == 1 ? "The door takes" : "All \(doors.count) doors take"
      found.append((icon: .check, text: "\(all) every chosen way to open."))
    }
    if draft.modes.contains(.mobileKey), draft.person.isEmpty, draft.email.isEmpty {
      found.append((icon: .info, text: "Without an e-mail address, the guest opens by the link only, not by an app."))
    }
    return found
  }

  private func takes(_ door: AcsEntrance, _ mode: AccessMethod.Mode) -> Bool {
    switch mode {
    case .mobileKey: door.canUnlockWithMobileKey == true
    case .code: door.canUnlockWithCode == true
    case .card: door.canUnlockWithCard == true
    case .cloudKey: door.canUnlockWithCloudKey == true
    }
  }
}
