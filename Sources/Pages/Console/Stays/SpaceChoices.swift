import API
import Wire

/// Spaces to choose from, with who stays in them from a moment on: the chosen ones, and others that a search finds.
struct SpaceChoices: Sendable {
  private static let foundMax = 50

  let spaces: [DeskSpace]
  /// Whether more spaces match than are shown.
  let hasMore: Bool

  /// - Parameters:
  ///   - chosen: the IDs of the chosen spaces, which are shown in any case.
  ///   - search: a part of the name or key of others. Nil for all.
  init(_ chosen: [String], search: String?, from moment: Instant, _ visit: ConsoleVisit) async throws {
    var list = DeskSpaces.List()
    list.moment = moment
    list.limit = Self.foundMax
    list.search = search
    let found = try await visit.call(list)
    hasMore = found.pagination.hasNextPage
    let others = chosen.filter { id in !found.items.contains { $0.spaceID.text == id } }
    if others.isEmpty {
      spaces = found.items
      return
    }
    var rest = DeskSpaces.List()
    rest.moment = moment
    rest.spaceIDs = others.map { ID($0) }
    spaces = try await visit.call(rest).items + found.items
  }

  func space(_ id: String) -> DeskSpace? { spaces.first { $0.spaceID.text == id } }

  /// What the field with the spaces says besides.
  var hint: String? {
    if spaces.isEmpty { return "No space was found." }
    return hasMore ? "There are more spaces. Search for the others by name or key." : nil
  }
}

extension DeskSpace {
  /// The first stay in the space, from the moment of the list to another one.
  ///
  /// - Parameters:
  ///   - end: the other moment. Nil for all later stays.
  ///   - own: a stay that does not count.
  func stay(before end: Instant?, except own: ID<AccessGrant>? = nil) -> Stay? {
    if let current = currentStays.first(where: { $0.accessGrantID != own }) { return current }
    guard let next = nextStay, next.accessGrantID != own else { return nil }
    return end.map { next.startsAt < $0 } ?? true ? next : nil
  }
}
