import API
import Wire

/// Who could open a door at a moment.
struct DoorOpeners {
  /// How many people are checked for a page.
  private static let checkedMax = 200
  private let visit: ConsoleVisit
  private let times: ConsoleTimes
  /// The moment that the address names. Nil for now.
  private let asked: Instant?
  private let openers: Page<AccessOpener>

  /// Asks who could open the door at the moment that the address names, else now.
  init(_ visit: ConsoleVisit, door: ID<AcsEntrance>, _ times: ConsoleTimes) async throws {
    self.visit = visit
    self.times = times
    asked = visit.query["at"].flatMap { times.instant($0) }
    var list = Access.ListOpeners()
    list.acsEntranceID = door
    list.moment = asked
    list.means = .any
    list.limit = Self.checkedMax
    list.pageCursor = visit.query.filled("people").map { .value($0) }
    openers = try await visit.call(list)
  }

  private var isNow: Bool { asked == nil }

  /// How many people could open the door, as a sentence.
  var summary: String {
    let count = openers.items.filter { $0.access.known == .allowed }.count
    let isMore = openers.pagination.hasNextPage || visit.query.filled("people") != nil
    let people = count == 1 ? "One person" : "\(count) people"
    return "\(isMore ? "At least \(people.lowercased())" : people) \(isNow ? "can open it now" : "can open it then")."
  }

  /// The context of the partial `doors/openers`.
  var context: ConsoleContext {
    let cursor = openers.pagination.nextPageCursor.optional
    let isFirst = visit.query.filled("people") == nil
    let moment = asked ?? visit.now
    let pager = ConsoleParts.pager(
      "people", shown: openers.items.count, total: nil, first: isFirst ? nil : visit.same(["people": nil]),
      next: cursor.map { visit.same(["people": $0]) })
    return [
      "at": times.field(moment), "moment": times.text(moment), "place": times.place,
      "day": shown(visit.query.filled("day")),
      "people": openers.items.map(row), "hasPeople": !openers.items.isEmpty,
      "nobody": isNow ? "Nobody can open it now." : "Nobody can open it then.",
      "pager": shown(isFirst && cursor == nil ? nil : pager),
    ]
  }

  private func row(_ opener: AccessOpener) -> ConsoleContext {
    let isSure = opener.access.known == .allowed
    return [
      "person": opener.personName ?? "Somebody who may unlock remotely",
      "href": shown(opener.acsUserID.map { visit.link("people/\($0)") }), "why": shown(why(opener.reason.known)),
      "sure": isSure
        ? DoorState.state("is-ok", .checkCircle, "Yes") : DoorState.state("is-quiet", .question, "Not sure"),
    ]
  }

  /// What there is to know beside the answer.
  private func why(_ reason: AccessReason?) -> String? {
    switch reason {
    case .officeMode: "the door stands open"
    case .rollingOut: "a change has not reached the lock yet"
    case .iqOffline, .iqNotSeen: "the lock was offline, so it may not know the last change"
    case .keyExpired: "the phone has to fetch its key again"
    default: nil
    }
  }
}
