import API
import Wire

/// Who could open a door at a moment, and who only at another one.
struct DoorOpeners {
  /// How many people are checked for a page.
  private static let checkedMax = 100
  private let visit: ConsoleVisit
  private let times: ConsoleTimes
  private let door: DeskDoor
  /// The moment that the address names. Nil for now.
  private let asked: Instant?
  private let trail: ConsoleTrail
  private let pagination: Pagination
  /// Those who could open the door, or for whom this is unknown.
  private let openers: [AccessOpener]
  /// Those for whom it stays shut.
  private let others: [AccessOpener]
  /// What the desk knows of all of them.
  private let people: [ID<AcsUser>: DeskPerson]

  /// Asks who could open the door at the moment that the address names, else now.
  init(_ visit: ConsoleVisit, _ door: DeskDoor, _ times: ConsoleTimes) async throws {
    self.visit = visit
    self.times = times
    self.door = door
    asked = visit.query["at"].flatMap { times.instant($0) }
    trail = ConsoleTrail(visit, "people")
    var list = Access.ListOpeners()
    list.acsEntranceID = door.acsEntranceID
    list.moment = asked
    list.means = .any
    list.access = AccessVerdict.allCases
    list.limit = Self.checkedMax
    list.pageCursor = trail.cursor.map { .value($0) }
    let found = try await visit.call(list)
    pagination = found.pagination
    openers = found.items.filter { $0.access.known != .denied }
    others = found.items.filter { $0.access.known == .denied }
    people = try await Self.people(found.items.compactMap(\.acsUserID), visit)
  }

  private static func people(_ ids: [ID<AcsUser>], _ visit: ConsoleVisit) async throws -> [ID<AcsUser>: DeskPerson] {
    if ids.isEmpty { return [:] }
    var list = DeskPeople.List()
    list.acsUserIDs = ids
    list.limit = ids.count
    return Dictionary(try await visit.call(list).items.map { ($0.acsUserID, $0) }) { first, _ in first }
  }

  private var isNow: Bool { asked == nil }
  private var moment: Instant { asked ?? visit.now }
  private var isWhole: Bool { trail.cursor == nil && !pagination.hasNextPage }

  /// How many people could open the door, as a sentence.
  var summary: String {
    let count = openers.filter { $0.access.known == .allowed }.count
    let people = count == 1 ? "One person" : "\(count) people"
    return "\(isWhole ? people : "At least \(people.lowercased())") \(isNow ? "can open it now" : "can open it then")."
  }

  /// The context of the partial `doors/openers`.
  var context: ConsoleContext {
    [
      "at": times.field(moment), "moment": times.text(moment), "place": times.place,
      "day": shown(visit.query.filled("day")),
      "people": openers.map(row), "hasPeople": !openers.isEmpty, "nobody": nobody,
      "pager": shown(isWhole ? nil : trail.pager("people", shown: openers.count, pagination)),
    ]
  }

  private var nobody: String {
    let moment = isNow ? "now" : "then"
    return isWhole
      ? "Nobody can open it \(moment)." : "Nobody on this page can open it \(moment). Look at the other pages."
  }

  private func row(_ opener: AccessOpener) -> ConsoleContext {
    let isSure = opener.access.known == .allowed
    let person = opener.acsUserID.flatMap { people[$0] }
    return [
      "person": opener.personName ?? "Somebody who may unlock remotely",
      "href": shown(opener.acsUserID.map { visit.link("people/\($0)") }), "why": shown(why(opener.reason.known)),
      "with": person.map(means(of:)) ?? "–", "until": until(person),
      "sure": isSure
        ? DoorState.state("is-ok", .checkCircle, "Yes") : DoorState.state("is-quiet", .question, "Not sure"),
    ]
  }

  /// The issued means of a person that the door takes.
  private func means(of person: DeskPerson) -> String {
    let names = person.issuedMeans.map(\.text).filter { name in
      switch name {
      case "Phone": door.takesMobileKeys
      case "PIN": door.takesPins
      default: true
      }
    }
    return names.isEmpty ? "–" : names.joined(separator: ", ")
  }

  /// When the stay ends that covers the moment.
  private func until(_ person: DeskPerson?) -> ConsoleContext {
    let stays = person?.stays.filter { $0.startsAt <= moment && $0.isGoing(at: moment) } ?? []
    switch (person?.phase.known, stays.count) {
    case (nil, _): return ["time": false, "text": "–"]
    case (.permanent, 0): return ["time": false, "text": "no end"]
    case (_, 0): return ["time": false, "text": "–"]
    case (_, 1):
      let end = stays[0].endsAt
      return ["time": shown(end.map { times.moment($0) }), "text": shown(end == nil ? "no end" : nil)]
    // Each of them may open other doors.
    default: return ["time": false, "text": "several stays"]
    }
  }

  /// What there is to know beside the answer.
  private func why(_ reason: AccessReason?) -> String? {
    switch reason {
    case .officeMode, .rollingOut, .iqOffline, .iqNotSeen, .keyExpired: AccessWords.because(reason)
    default: nil
    }
  }

  // MARK: Not now

  /// The context of the partial `doors/others`. Nil if there is nobody who could open the door at another time.
  var later: ConsoleContext? {
    let rows = others.compactMap { opener in
      opener.acsUserID.flatMap { people[$0] }.flatMap { otherRow(opener, $0) }
    }
    if rows.isEmpty { return nil }
    return ["people": rows, "title": isNow ? "Who could, but not now" : "Who could, but not then"]
  }

  /// Nil for a person who has nothing at this door but a past.
  private func otherRow(_ opener: AccessOpener, _ person: DeskPerson) -> ConsoleContext? {
    let start = person.stays.map(\.startsAt).filter { $0 > moment }.min()
    let isAwaited = opener.reason == .noAcsUser && start != nil
    // They are added at the site shortly before the stay.
    let reason = isAwaited ? AccessReason.beforeSchedule : opener.reason.known
    let condition: String
    switch reason {
    case .beforeSchedule: condition = "once the stay begins"
    case .suspended: condition = "once the suspension is lifted"
    case .noSeat: condition = "once there is a free seat"
    case .notSubscribed: condition = "once they have a seat"
    case .privacyMode: condition = "once privacy mode ends"
    default: return nil
    }
    return [
      "person": person.displayName, "href": visit.link("people/\(person.acsUserID)"),
      "because": AccessWords.because(reason),
      "from": shown(reason == .beforeSchedule ? start.map { times.moment($0) } : nil), "condition": condition,
    ]
  }
}
