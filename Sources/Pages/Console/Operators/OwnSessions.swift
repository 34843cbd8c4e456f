import API
import Wire

/// The operator's own sessions, for every role.
struct OwnSessions: Sendable {
  /// The component of the address.
  static let address = "me"
  private let visit: ConsoleVisit

  init(_ visit: ConsoleVisit) { self.visit = visit }

  func page() async throws -> ConsolePage {
    let sessions = try await visit.call(OperatorSessions.List()).filter { $0.operatorID == visit.operatorID }
    let link = visit.link("operators/\(Self.address)")
    return ConsolePage(
      title: "Your sessions", template: "operators/own",
      context: [
        "name": visit.operatorName, "roleTitle": visit.role.title, "powers": visit.role.powers,
        "place": visit.times().place,
        "sessions": SessionTable(visit: visit, sessions: sessions, action: link).context,
      ], notices: notices)
  }

  func submit() async throws -> ConsoleAnswer? {
    guard visit.form.step == SessionTable.step else { return nil }
    try await SessionTable.end(visit)
    return .seeOther("operators/\(Self.address)?done=ended")
  }

  private var notices: [ConsoleNotice] {
    switch visit.query["done"] {
    case "ended": [ConsoleNotice(.ok, "The session has ended.", "That browser has to sign in again.")]
    case "role": [ConsoleNotice(.ok, "Your role is changed.", "You are \(visit.role.title) now.")]
    default: []
    }
  }
}
