import API
import Wire

/// The people with a stay in some spaces, now or later.
struct SpaceGuests {
  /// A stay of a person in a space.
  struct Stay {
    let person: DeskPerson
    let stay: DeskPerson.Stay
    let isNow: Bool
  }

  private let now: Instant
  private let people: [DeskPerson]

  /// - Parameter limit: how many people of each kind are read: those in house, and the next to come.
  init(_ visit: ConsoleVisit, in spaces: [ID<Space>], limit: Int) async throws {
    now = visit.now
    if spaces.isEmpty {
      people = []
      return
    }
    var list = DeskPeople.List()
    list.spaceIDs = spaces
    list.limit = limit
    list.filter = .inHouse
    let inHouse = try await visit.call(list).items
    list.filter = .upcoming
    let coming = try await visit.call(list).items
    people = inHouse + coming
  }

  /// The stays in a space that are not over, in order.
  func stays(in space: ID<Space>) -> [Stay] {
    people.flatMap { person in
      person.stays.filter { $0.spaceIDs.contains(space) && ($0.endsAt ?? .latest) > now }.map {
        Stay(person: person, stay: $0, isNow: $0.startsAt <= now)
      }
    }.sorted { $0.stay.startsAt < $1.stay.startsAt }
  }
}

extension [SpaceGuests.Stay] {
  /// The stays that have begun.
  var current: [SpaceGuests.Stay] { filter(\.isNow) }

  var next: SpaceGuests.Stay? { first { !$0.isNow } }

  /// The names of some guests, such as `Jane, Luca and 3 more`.
  var names: String {
    let names = reduce(into: [String]()) { names, stay in
      if !names.contains(stay.person.displayName) { names.append(stay.person.displayName) }
    }
    let rest = names.count - 2
    return names.prefix(2).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
