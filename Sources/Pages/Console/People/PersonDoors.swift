import API
import Wire

/// The doors of a person: by which groups they open, whether they open now, and until when.
struct PersonDoors: Sendable {
  private let doors: Page<AccessDoor>
  private let times: ConsoleTimes
  private let visit: ConsoleVisit

  init(_ facts: PersonFacts, _ visit: ConsoleVisit) {
    doors = facts.doors
    times = visit.times(visit.site(facts.person.acsSystemID))
    self.visit = visit
  }

  /// The cursors of the list in the address of the page.
  static func trail(_ visit: ConsoleVisit) -> ConsoleTrail { ConsoleTrail(visit, "doors") }

  var context: ConsoleContext {
    let trail = Self.trail(visit)
    let isWhole = trail.cursor == nil && !doors.pagination.hasNextPage
    return [
      "doors": doors.items.map(row), "hasDoors": !doors.items.isEmpty,
      "doorPager": shown(isWhole ? nil : trail.pager("doors", shown: doors.items.count, doors.pagination)),
    ]
  }

  private func row(_ door: AccessDoor) -> ConsoleContext {
    let groups = door.groupNames.map { "“\($0)”" }
    return [
      "name": door.displayName, "link": visit.link("doors/\(door.acsEntranceID)"),
      "through": groups.isEmpty ? "–" : StayWords.list(groups), "now": now(door),
      "why": shown(door.access.known == .allowed ? nil : AccessWords.because(door.reason.known)),
      "until": shown(door.endsAt.map { times.moment($0) }),
      "endless": shown(door.endsAt == nil && door.access.known == .allowed ? "no end" : nil),
    ]
  }

  private func now(_ door: AccessDoor) -> ConsoleContext {
    switch door.access.known {
    case .allowed: DoorState.state("is-ok", .checkCircle, "Opens now")
    case .denied: DoorState.state("is-quiet", .minus, "Stays shut")
    case .unknown, nil: DoorState.state("is-quiet", .question, "Not sure")
    }
  }
}
