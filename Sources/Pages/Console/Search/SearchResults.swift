import API
import Wire

/// The first people, stays and doors that a text finds.
struct SearchResults: Sendable {
  private static let rowMax = 5
  private static let textMax = 200

  private let visit: ConsoleVisit
  /// What is searched for. Nil if nothing was typed.
  private let text: String?

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    text = visit.query.filled("q").map { String($0.prefix(Self.textMax)) }
  }

  func page() async throws -> ConsolePage {
    var groups: [ConsoleContext] = []
    if let text {
      groups = [try await people(text), try await stays(text), try await doors(text)].compactMap(\.self)
    }
    let isNothingFound = text != nil && groups.isEmpty
    return ConsolePage(
      title: "Search", template: "search/results",
      context: ["sought": shown(text), "groups": groups, "nothing": shown(isNothingFound ? nothing : nil)])
  }

  // MARK: Groups

  private func people(_ text: String) async throws -> ConsoleContext? {
    var list = DeskPeople.List()
    list.search = text
    list.limit = Self.rowMax
    let found = try await visit.call(list)
    return group("people", "People", found.items.map(row), total: found.pagination.totalCount)
  }

  private func stays(_ text: String) async throws -> ConsoleContext? {
    var list = DeskStays.List()
    list.search = text
    list.limit = Self.rowMax
    let found = try await visit.call(list)
    return group("stays", "Stays", found.items.map(row), total: found.pagination.totalCount)
  }

  private func doors(_ text: String) async throws -> ConsoleContext? {
    var list = DeskDoors.List()
    list.search = text
    list.limit = Self.rowMax
    let found = try await visit.call(list)
    return group("doors", "Doors", found.items.map(row), total: found.pagination.totalCount)
  }

  /// Nil if nothing was found.
  ///
  /// - Parameter section: the section whose list has all that was found.
  private func group(_ section: String, _ title: String, _ rows: [ConsoleContext], total: Int?) -> ConsoleContext? {
    if rows.isEmpty { return nil }
    let count = total ?? rows.count
    let all: ConsoleContext = [
      "href": visit.link(section, ["q": text]), "label": "Show all \(ConsoleParts.grouped(count)) \(section)",
    ]
    return ["id": section, "title": title, "rows": rows, "all": shown(count > rows.count ? all : nil)]
  }

  private var nothing: ConsoleContext {
    [
      "icon": icon(.search), "title": "Nothing matches “\(text ?? "")”",
      "text": "Search for a part of the name, the e-mail address, the phone number or the reservation.",
      "links": [ConsoleContext](),
    ]
  }

  // MARK: Rows

  private func row(_ person: DeskPerson) -> ConsoleContext {
    let times = visit.times(visit.site(person.acsSystemID))
    let (state, place) = (PeopleWords.state(person), PeopleWords.place(person.stay))
    let until = person.stay?.endsAt.map { "until \(times.text($0))" }
    let details = [place, until, visit.site(person.acsSystemID)?.name].compactMap(\.self)
    return [
      "icon": icon(.user), "href": visit.link("people/\(person.acsUserID)"), "name": person.displayName,
      "detail": details.joined(separator: ", "),
      "badge": shown(state.kind.map { ConsoleParts.badge($0, state.text) }),
    ]
  }

  private func row(_ stay: DeskStay) -> ConsoleContext {
    let times = visit.times(stay.acsSystemIDs.first.flatMap { visit.site($0) })
    let end = stay.endsAt.map { "until \(times.text($0))" } ?? "no end"
    return [
      "icon": icon(.key), "href": visit.link("stays/\(stay.accessGrantID)"), "name": stay.personName,
      "detail": "\(StayWords.list(stay.placeNames)), from \(times.text(stay.startsAt)), \(end)", "badge": false,
    ]
  }

  private func row(_ door: DeskDoor) -> ConsoleContext {
    [
      "icon": icon(.door), "href": visit.link("doors/\(door.acsEntranceID)"), "name": door.displayName,
      "detail": visit.site(door.acsSystemID)?.name ?? "Unknown site", "badge": false,
    ]
  }
}
