import API
import Operations
import Wire

/// A table of sessions in browsers, each with a button that ends it.
struct SessionTable: Sendable {
  /// The button that ends a session.
  static let step = "end_session"
  let visit: ConsoleVisit
  let sessions: [OperatorSession]
  /// The address of the forms.
  let action: String

  /// The context of the partial `operators/sessions`.
  var context: ConsoleContext {
    // The latest first.
    let rows = sessions.sorted { $0.createdAt > $1.createdAt }.map(row)
    return ["rows": rows, "hasRows": !rows.isEmpty]
  }

  private func row(_ session: OperatorSession) -> ConsoleContext {
    let times = visit.times()
    let isCurrent = session.operatorSessionID == visit.caller.operatorSession
    let end = ConsoleForm(
      action: action, step: Self.step, button: isCurrent ? "Sign out here" : "End",
      values: [("session", session.operatorSessionID.text)])
    return [
      "opened": times.moment(session.createdAt), "used": times.moment(session.lastUsedAt),
      "expires": times.moment(session.expiresAt),
      "badge": shown(isCurrent ? ConsoleParts.badge(.info, "This browser") : nil), "end": end.context,
    ]
  }

  /// Ends the session that a form names. One that has ended before is no error.
  static func end(_ visit: ConsoleVisit) async throws {
    var revoke = OperatorSessions.Revoke()
    revoke.operatorSessionID = ID(visit.form["session"] ?? "")
    do { _ = try await visit.call(revoke) } catch let error as APIError where error.status == 404 {}
  }
}
