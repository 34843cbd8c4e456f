import API
import Wire

/// What an operator can choose from for a new stay.
struct StayChoices: Sendable {
  private static let peopleMax = 10
  private static let doorMax = 50

  let people: [UserIdentity]
  let spaces: SpaceChoices
  /// The chosen doors, and others that are found.
  let doors: [DeskDoor]
  /// Where the next doors that match begin. Nil if there are no more.
  let nextDoors: String?
  private let end: Instant?

  init(for draft: StayDraft, in zone: String, _ visit: ConsoleVisit) async throws {
    people = try await Self.people(for: draft, visit)
    let start = draft.start(in: zone).instant ?? visit.now
    end = draft.hasNoEnd ? nil : draft.end(in: zone).instant
    let search = draft.spaceSearch.isEmpty ? nil : draft.spaceSearch
    spaces = try await SpaceChoices(draft.spaces, search: search, from: start, visit)
    let found = try await Self.doors(for: draft, visit)
    var chosen: [DeskDoor] = []
    for id in draft.doors.prefix(StayDraft.doorMax) {
      if let door = found?.items.first(where: { $0.acsEntranceID.text == id }) {
        chosen.append(door)
      } else if let door = try await DoorSearch.door(id, at: nil, visit) {
        chosen.append(door)
      }
    }
    doors = chosen + (found?.items ?? []).filter { !draft.doors.contains($0.acsEntranceID.text) }
    nextDoors = found?.pagination.nextPageCursor.optional
  }

  /// The doors that are found, from the draft's cursor on. Nil if no door was searched.
  private static func doors(for draft: StayDraft, _ visit: ConsoleVisit) async throws -> Page<DeskDoor>? {
    if draft.doorSearch.isEmpty { return nil }
    var list = DeskDoors.List()
    list.search = draft.doorSearch
    list.limit = doorMax
    if !draft.doorCursor.isEmpty {
      list.pageCursor = .value(draft.doorCursor)
      // The cursor of another search leads nowhere.
      do { return try await visit.call(list) } catch let error as APIError where error.kind == .invalid {
        list.pageCursor = nil
      }
    }
    return try await visit.call(list)
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
