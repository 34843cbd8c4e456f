import API
import Wire

/// What an operator can choose from for a new stay.
struct StayChoices: Sendable {
  private static let peopleMax = 10
  private static let doorMax = 1000
  private static let stayMax = 1000

  let people: [UserIdentity]
  let spaces: [Space]
  /// Whether there are more spaces, so that the form needs a search.
  let hasMoreSpaces: Bool
  let doors: [AcsEntrance]
  /// The stays within the times of the draft.
  private let others: [DeskStay]
  /// The spaces whose stays are all known. Nil for all spaces.
  private let known: Set<String>?

  init(for draft: StayDraft, in zone: String, _ visit: ConsoleVisit) async throws {
    people = try await Self.people(for: draft, visit)
    let choices = try await SpaceChoices(chosen: draft.spaces, search: draft.spaceSearch, visit)
    (spaces, hasMoreSpaces) = (choices.spaces, choices.hasMore)
    var doors = AcsEntrances.List()
    doors.limit = Self.doorMax
    self.doors = try await visit.call(doors).items
    var others = DeskStays.List()
    others.endsAfter = draft.start(in: zone).instant ?? visit.now
    others.startsBefore = draft.hasNoEnd ? nil : draft.end(in: zone).instant
    others.limit = Self.stayMax
    let found = try await visit.call(others)
    var stays = found.items
    if found.pagination.hasNextPage {
      for id in draft.spaces {
        others.spaceID = ID(id)
        stays += try await visit.call(others).items
      }
    }
    self.others = stays
    known = found.pagination.hasNextPage ? Set(draft.spaces) : nil
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

  func space(_ id: String) -> Space? { spaces.first { $0.spaceID.text == id } }

  /// Whether a space without another stay is free. With more stays than are read, only chosen spaces are looked at.
  func isKnown(_ space: ID<Space>) -> Bool { known?.contains(space.text) ?? true }

  /// The first other stay in a space within the times of the draft.
  func stay(in space: ID<Space>) -> DeskStay? {
    others.filter { $0.spaceIDs.contains(space) }.min { $0.startsAt < $1.startsAt }
  }
}
