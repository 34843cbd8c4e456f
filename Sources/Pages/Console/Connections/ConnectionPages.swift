import API
import Wire

/// The accounts at the provider with their sites, and a page for each site.
enum ConnectionPages: ConsoleSection {
  static let name = "connections"
  static let role = OperatorRole.administrator
  /// How often a page is loaded again while a site is read.
  static let refreshSeconds = 5
  static let templates = [
    "connections/list": ConnectionTemplates.list, "connections/account": ConnectionTemplates.account,
    "connections/site": ConnectionTemplates.site, "connections/iqs": ConnectionTemplates.iqs,
    "connections/waiting": ConnectionTemplates.waiting, "connections/reading": ConnectionTemplates.reading,
    "connections/problem": ConnectionTemplates.problem,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    let done = visit.query["done"].flatMap { ConnectionStep(rawValue: $0) }?.done
    let notices = done.map { [ConsoleNotice(.ok, $0)] } ?? []
    switch visit.path.count {
    case 0: return .page(try await ConnectionList(visit).page(notices: notices))
    case 1: return try await SitePage(visit, ID(visit.path[0])).page(notices: notices).map { ConsoleAnswer.page($0) }
    default: return nil
    }
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard let step = visit.form.step.flatMap({ ConnectionStep(rawValue: $0) }) else { return nil }
    switch visit.path.count {
    case 0: return try await step.run(visit)
    case 1: return try await step.run(visit, at: ID(visit.path[0]))
    default: return nil
    }
  }
}
