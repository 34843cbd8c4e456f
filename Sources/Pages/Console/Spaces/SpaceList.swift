import API
import Wire

/// The list of spaces with the number of their doors and their guests.
struct SpaceList {
  private static let rowMax = 50
  /// How many guests are read for a page.
  private static let guestMax = 1000
  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  func page() async throws -> ConsolePage {
    let (search, trail) = (visit.query.filled("q"), ConsoleTrail(visit))
    var list = Spaces.List()
    list.limit = Self.rowMax
    list.search = search
    list.pageCursor = trail.cursor.map { .value($0) }
    let spaces = try await visit.call(list)
    let ids = spaces.items.map(\.spaceID)
    let guests = try await SpaceGuests(visit, in: ids, limit: Self.guestMax)
    let doors = try await SpaceDoors(visit, of: ids)
    let pager = trail.pager("spaces", shown: spaces.items.count, spaces.pagination)
    return ConsolePage(
      title: "Spaces", template: "spaces/list",
      context: [
        "q": search ?? "", "spaces": spaces.items.map { row($0, guests.stays(in: $0.spaceID), doors) },
        "hasSpaces": !spaces.items.isEmpty, "empty": shown(spaces.items.isEmpty ? empty(search) : nil), "pager": pager,
        "sheet": shown(visit.may(.administrator) ? SpaceForms(visit).creation(name: nil).context : nil),
      ], notices: notices)
  }

  private var notices: [ConsoleNotice] {
    visit.query["done"] == "deleted" ? [ConsoleNotice(.ok, "The space was deleted.", "Its doors stay.")] : []
  }

  private func row(_ space: Space, _ stays: [SpaceGuests.Stay], _ doors: SpaceDoors) -> ConsoleContext {
    let count = doors.count(of: space.spaceID)
    let current = stays.current
    let times = visit.times(doors.site(of: space.spaceID))
    let next = stays.next.map { "\($0.person.displayName), \(times.text($0.stay.startsAt))" }
    return [
      "href": visit.link("spaces/\(space.spaceID)"), "name": space.displayName, "site": doors.places(of: space.spaceID),
      "doors": count, "guests": shown(current.isEmpty ? nil : current.names), "next": next ?? "–",
      "badge": shown(badge(current, doors: count)),
      "state": shown(count > 0 && current.isEmpty ? DoorState.state("is-quiet", .minus, "Free") : nil),
    ]
  }

  private func badge(_ current: [SpaceGuests.Stay], doors: Int) -> ConsoleContext? {
    if doors == 0 { return ConsoleParts.badge(.warn, "No door") }
    if current.isEmpty { return nil }
    return current.allSatisfy(\.person.isSuspended)
      ? ConsoleParts.badge(.bad, "Guest suspended") : ConsoleParts.badge(.ok, "In house")
  }

  private func empty(_ search: String?) -> ConsoleContext {
    if search != nil {
      return [
        "icon": icon(.search), "title": "No space matches", "text": "Look for a part of the name or of the key.",
        "links": [["href": visit.link("spaces"), "text": "Clear search"] as ConsoleContext],
      ]
    }
    return [
      "icon": icon(.space), "title": "No spaces yet",
      "text": "A space is a set of doors, such as a room. Stays name the space, so that its doors can change later.",
      "links": [ConsoleContext](),
    ]
  }
}
