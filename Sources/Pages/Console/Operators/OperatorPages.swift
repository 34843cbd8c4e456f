import API
import Wire

/// The operators of the workspace with their roles, tokens and sessions. Everybody sees their own sessions, under `me`.
enum OperatorPages: ConsoleSection {
  static let name = "operators"
  /// Of the page of one's own sessions. All others are for administrators.
  static let role = OperatorRole.viewer
  static let entryRole = OperatorRole.administrator
  static let templates = [
    "operators/list": OperatorTemplates.list, "operators/roles": OperatorTemplates.roles,
    "operators/operator": OperatorTemplates.person, "operators/tokens": OperatorTemplates.tokens,
    "operators/sessions": OperatorTemplates.sessions, "operators/own": OperatorTemplates.own,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    if visit.path == [OwnSessions.address] { return .page(try await OwnSessions(visit).page()) }
    try requireAdministrator(visit)
    guard let id = visit.path.first else { return .page(try await OperatorList(visit).page()) }
    guard visit.path.count == 1 else { return nil }
    return .page(try await OperatorPage(visit, ID(id)).page(notices: OperatorPage.doneNotices(visit)))
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    if visit.path == [OwnSessions.address] { return try await OwnSessions(visit).submit() }
    try requireAdministrator(visit)
    guard let id = visit.path.first else { return try await OperatorList(visit).submit() }
    guard visit.path.count == 1, let step = visit.form.step else { return nil }
    return try await OperatorChange(visit, ID(id)).answer(step)
  }

  private static func requireAdministrator(_ visit: ConsoleVisit) throws {
    if !visit.may(.administrator) { throw APIError.roleRequired(.administrator, caller: visit.role) }
  }
}
