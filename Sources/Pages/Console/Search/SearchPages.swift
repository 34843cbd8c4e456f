import API
import Wire

/// What the search at the top of every page finds.
enum SearchPages: ConsoleSection {
  static let name = "search"
  static let role = OperatorRole.viewer
  static let templates = ["search/results": SearchTemplates.results]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty else { return nil }
    return .page(try await SearchResults(visit).page())
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? { nil }
}
