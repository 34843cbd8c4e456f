import Operations
import Wire

/// A customer's page in one language.
struct CustomerView {
  private let visit: PortalVisit
  private let words: CustomerWords

  init(_ visit: PortalVisit, _ words: CustomerWords) {
    self.visit = visit
    self.words = words
  }

  /// The values of the template.
  var context: [String: Any] {
    let stays = visit.stays.map { stays in part(words.stays, stays.map { row($0) }) }
    let spaces = visit.spaces.map { spaces in part(words.spaces, spaces.map { row($0) }) }
    let staff = visit.staff.map { staff in part(words.staff, staff.map { row($0) }) }
    let lastDay = String(visit.expiresAt.description.prefix(10))
    return [
      "sender": visit.sender, "parts": [stays, spaces, staff].compactMap(\.self),
      "expires": fill(words.expires, lastDay),
    ]
  }

  private func part(_ title: String, _ rows: [[String: Any]]) -> [String: Any] {
    ["title": title, "items": rows, "isEmpty": rows.isEmpty, "none": words.none]
  }

  private func row(_ stay: PortalVisit.Stay) -> [String: Any] {
    let times = "\(stay.startsAt) – \(stay.endsAt ?? words.noEnd) (\(stay.timeZone))"
    return ["title": stay.name, "detail": "\(times) · \(words.statuses[stay.status] ?? stay.status)"]
  }

  private func row(_ place: PortalVisit.Place) -> [String: Any] {
    let counts = fill(words.counts, String(place.deviceCount), String(place.entranceCount))
    return ["title": place.name, "detail": place.key.map { "\($0) · \(counts)" } ?? counts]
  }

  private func row(_ person: PortalVisit.Person) -> [String: Any] {
    ["title": person.name ?? person.key ?? words.person, "detail": person.key ?? ""]
  }
}
