import API
import Wire

/// What an operator can choose from for a new stay.
struct StayChoices: Sendable {
  private static let peopleMax = 10
  private static let doorMax = 20

  let people: [UserIdentity]
  let spaces: SpaceChoices
  /// The chosen doors, and others that are found.
  let doors: [AcsEntrance]
  /// Whether more doors match than are shown.
  let hasMoreDoors: Bool
  private let end: Instant?

  init(for draft: StayDraft, in zone: String, _ visit: ConsoleVisit) async throws {
    people = try await Self.people(for: draft, visit)
    let start = draft.start(in: zone).instant ?? visit.now
    end = draft.hasNoEnd ? nil : draft.end(in: zone).instant
    let search = draft.spaceSearch.isEmpty ? nil : draft.spaceSearch
    spaces = try await SpaceChoices(draft.spaces, search: search, from: start, visit)
    let chosen = try await visit.entrances(draft.doors)
    if draft.doorSearch.isEmpty {
      (doors, hasMoreDoors) = (chosen, false)
      return
    }
    var list = AcsEntrances.List()
    list.search = draft.doorSearch
    list.limit = Self.doorMax
    let found = try await visit.call(list)
    doors = chosen + found.items.filter { !draft.doors.contains($0.acsEntranceID.text) }
    hasMoreDoors = found.pagination.hasNextPage
  }

  /// The people who are found, and the chosen one first.
  private static func people(for draft: StayDraft, _ visit: ConsoleVisit) async throws -> [UserIdentity] {
    var found: [UserIdentity] = []
    if !draft.person.isEmpty {
      var request = UserIdentities.List()
      request.userIdentityIDs = [ID(draft.person)]
      found = try await visit.call(request).items
    }
    if !draft.search.isEmpty {
      var request = UserIdentities.List()
      request.search = draft.search
      request.limit = peopleMax
      found += try await visit.call(request).items.filter { $0.userIdentityID.text != draft.person }
    }
    return found
  }

  /// The first other stay in a space within the times of the draft.
  func stay(in space: DeskSpace) -> DeskSpace.Stay? { space.stay(before: end) }
}

extension ConsoleVisit {
  /// The doors with some IDs.
  func entrances(_ ids: [String]) async throws -> [AcsEntrance] {
    if ids.isEmpty { return [] }
    var list = AcsEntrances.List()
    list.acsEntranceIDs = ids.map { ID($0) }
    list.limit = ids.count
    return try await call(list).items
  }
}
