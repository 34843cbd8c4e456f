import API
import Wire

/// The spaces that a form offers: those that are chosen already, and the first that a search finds.
struct SpaceChoices: Sendable {
  /// The name of the field by which a form searches for other spaces.
  static let searchField = "space_search"
  private static let chosenMax = 100

  let spaces: [Space]
  /// Whether there are more, so that the form needs a search.
  let hasMore: Bool

  /// - Parameters:
  ///   - chosen: the IDs of the chosen spaces. Without them, a form that is sent would take them out.
  ///   - search: a part of the names. Empty for all spaces.
  init(chosen: [String], search: String = "", _ visit: ConsoleVisit) async throws {
    var list = Spaces.List()
    list.search = search.isEmpty ? nil : search
    let found = try await visit.call(list)
    var known = Set(found.items.map(\.spaceID.text))
    var others: [Space] = []
    for id in chosen.prefix(Self.chosenMax) where known.insert(id).inserted {
      do { others.append(try await visit.space(ID(id))) } catch let error as APIError where error.kind == .notFound {
        // It was deleted after the form was shown.
      }
    }
    spaces = others + found.items
    hasMore = found.pagination.hasNextPage
  }
}
