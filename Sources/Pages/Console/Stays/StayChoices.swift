import API
import Wire

/// What an operator can choose from for a new stay.
struct StayChoices: Sendable {
  private static let peopleMax = 10
  private static let doorMax = 1000
  private static let stayMax = 1000

  let people: [UserIdentity]
  let spaces: [Space]
  let doors: [AcsEntrance]
  /// The stays within the times of the draft.
  let others: [DeskStay]

  init(for draft: StayDraft, in zone: String, _ visit: ConsoleVisit) async throws {
    people = try await Self.people(for: draft, visit)
    spaces = try await visit.call(Spaces.List()).items
    var doors = AcsEntrances.List()
    doors.limit = Self.doorMax
    self.doors = try await visit.call(doors).items
    var others = DeskStays.List()
    others.endsAfter = draft.start(in: zone).instant ?? visit.now
    others.startsBefore = draft.hasNoEnd ? nil : draft.end(in: zone).instant
    others.limit = Self.stayMax
    self.others = try await visit.call(others).items
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

  /// The first other stay in a space within the times of the draft.
  func stay(in space: ID<Space>) -> DeskStay? {
    others.filter { $0.spaceIDs.contains(space) }.min { $0.startsAt < $1.startsAt }
  }
}
