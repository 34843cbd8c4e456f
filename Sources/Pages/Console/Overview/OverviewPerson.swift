import API
import Wire

/// A person who arrives or departs today.
struct OverviewPerson {
  private let person: DeskPerson
  private let visit: ConsoleVisit
  private let times: ConsoleTimes

  init(_ person: DeskPerson, _ visit: ConsoleVisit) {
    self.person = person
    self.visit = visit
    times = visit.times(visit.site(person.acsSystemID))
  }

  var arrival: ConsoleContext { row(at: person.stay?.startsAt, arrivalState) }
  var departure: ConsoleContext { row(at: person.stay?.endsAt, lastSeen) }

  private func row(at moment: Instant?, _ state: ConsoleContext) -> ConsoleContext {
    let spaces = person.stay?.spaceNames ?? []
    let shared: ConsoleContext = [
      "href": visit.link("people/\(person.acsUserID)"), "name": person.displayName,
      "place": shown(spaces.isEmpty ? nil : spaces.joined(separator: ", ")),
      "site": shown(visit.sites.count > 1 ? visit.site(person.acsSystemID)?.name : nil),
      "time": shown(moment.map { times.time($0) }),
    ]
    return shared.merging(state) { $1 }
  }

  private var arrivalState: ConsoleContext {
    if person.isSuspended { return badge(.bad, "Suspended") }
    if !person.errors.isEmpty { return badge(.bad, "Has a problem") }
    if let arrivedAt { return badge(.ok, "Arrived \(times.timeWords(arrivedAt))") }
    return waitsForPhone ? badge(.warn, "No key on phone") : text("Ready")
  }

  /// The last entry of the stay. Nil before the person opened a door.
  fileprivate var arrivedAt: Instant? {
    guard let entry = person.lastEntry?.occurredAt, let start = person.stay?.startsAt, entry >= start else {
      return nil
    }
    return entry
  }

  fileprivate var waitsForPhone: Bool {
    arrivedAt == nil && person.means.contains { $0.accessMethod == .mobileKey && !$0.isIssued }
  }

  fileprivate var hasLeft: Bool { person.stay?.endsAt.map { $0 <= visit.now } ?? false }

  private var lastSeen: ConsoleContext {
    guard let entry = person.lastEntry else { return text("–") }
    let isToday = times.date(entry.occurredAt) == times.date(visit.now)
    let moment = isToday ? times.timeWords(entry.occurredAt) : times.text(entry.occurredAt)
    return text([moment, entry.doorName].compactMap(\.self).joined(separator: ", "))
  }

  private func badge(_ kind: ConsoleNotice.Kind, _ words: String) -> ConsoleContext {
    ["badge": ConsoleParts.badge(kind, words), "words": false]
  }

  private func text(_ words: String) -> ConsoleContext { ["badge": false, "words": words] }
}

extension [OverviewPerson] {
  /// How many have arrived, and how many cannot open doors by phone yet. Nil if there is nothing to say.
  var arrivalNote: String? {
    let (arrived, waiting) = (count(where: { $0.arrivedAt != nil }), count(where: \.waitsForPhone))
    let parts = [arrived > 0 ? "\(arrived) arrived" : nil, waiting > 0 ? "\(waiting) without a key on the phone" : nil]
    let words = parts.compactMap(\.self).joined(separator: ", ")
    return words.isEmpty ? nil : words
  }

  /// How many stays are over. Nil if none is.
  var departureNote: String? {
    let left = count(where: \.hasLeft)
    return left > 0 ? counted(left, "stay is over", "stays are over") : nil
  }
}
