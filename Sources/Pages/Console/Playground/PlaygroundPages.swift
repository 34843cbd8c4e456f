import API
import Wire

/// The playground of a sandbox: its clock, the doors of its virtual building, and its faults.
enum PlaygroundPages: ConsoleSection {
  static let name = "playground"
  static let role = OperatorRole.viewer
  static let templates = [
    "playground/all": PlaygroundTemplates.all, "playground/doors": PlaygroundTemplates.doors,
    "playground/result": PlaygroundTemplates.result, "playground/clock": PlaygroundTemplates.clock,
    "playground/phones": PlaygroundTemplates.phones,
    "playground/faults": PlaygroundTemplates.faults, "playground/iqs": PlaygroundTemplates.iqs,
    "playground/card": PlaygroundTemplates.card,
  ]

  static func show(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty, visit.workspace.isSandbox else { return nil }
    let done = visit.query["done"].flatMap { PlaygroundDone(rawValue: $0)?.notice }
    return .page(try await PlaygroundPage(visit).page(notices: done.map { [$0] } ?? []))
  }

  static func submit(_ visit: ConsoleVisit) async throws -> ConsoleAnswer? {
    guard visit.path.isEmpty, visit.workspace.isSandbox,
      let step = visit.form.step.flatMap({ PlaygroundStep(rawValue: $0) })
    else { return nil }
    return try await step.run(visit)
  }
}

/// What was done by a form.
enum PlaygroundDone: String {
  case moved, unsettled, switched, card, reset, resetting
  case noMoment = "no_moment"

  var notice: ConsoleNotice {
    switch self {
    case .moved: ConsoleNotice(.ok, "The clock is moved.", "What was due on the way has happened.")
    case .unsettled:
      ConsoleNotice(
        .warn, "The clock is moved.", "Some changes are not confirmed yet. Move it on, or load the page again.")
    case .noMoment:
      ConsoleNotice(.info, "There is no next moment.", "No stay begins or ends later. The clock did not move.")
    case .switched: ConsoleNotice(.ok, "It is switched.")
    case .card: ConsoleNotice(.ok, "The card was read in.", "Assign it to a stay, then hold it to a door.")
    case .reset: ConsoleNotice(.ok, "The sandbox began again.")
    case .resetting: ConsoleNotice(.info, "The sandbox is being reset.", "Load the page again in a moment.")
    }
  }
}
