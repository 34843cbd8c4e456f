import API
import Wire

/// The list of operators, with the form that adds one.
struct OperatorList: Sendable {
  private let visit: ConsoleVisit
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit) {
    self.visit = visit
    times = visit.times()
  }

  func page() async throws -> ConsolePage {
    let people = try await visit.call(Operators.List())
    let sessions = Dictionary(grouping: try await visit.call(OperatorSessions.List()), by: \.operatorID)
    let removed = ConsoleNotice(.ok, "The operator is removed.", "What was changed before stays as it is.")
    return ConsolePage(
      title: "Operators", template: "operators/list",
      context: [
        "rows": people.map { row($0, sessions[$0.operatorID] ?? []) }, "place": times.place,
        "newSheet": newOperator(.none).context, "ownSessions": visit.link("operators/\(OwnSessions.address)"),
      ], notices: visit.query["done"] == "removed" ? [removed] : [])
  }

  /// Adds an operator.
  func submit() async throws -> ConsoleAnswer? {
    guard visit.form.step == "invite" else { return nil }
    var create = Operators.Create()
    create.name = visit.form.filled("name") ?? ""
    create.emailAddress = visit.form.filled("email_address")
    var faults = ConsoleFaults.none
    if create.name.isEmpty { faults.add("name", "Give the operator a name.") }
    let role = visit.form["role"].flatMap { OperatorRole(rawValue: $0) }
    if role == nil { faults.add("role", "Choose a role.") }
    create.role = role ?? create.role
    if faults.isEmpty {
      do {
        let made = try await visit.call(create)
        return .seeOther("operators/\(percentEncoded(made.operatorID.text))?done=invited")
      } catch let error as APIError {
        guard let found = OperatorRefusal.faultsOfNew(error) else { throw error }
        faults = found
      }
    }
    return .page(ConsolePage.asking(newOperator(faults), faults: faults, back: visit.link("operators")))
  }

  private func newOperator(_ faults: ConsoleFaults) -> ConsoleSheet {
    let account = visit.takesCompanyAccounts ? ", or with the company account of the e-mail address" : ""
    return ConsoleSheet(
      id: "new-operator", title: "Add an operator", action: visit.link("operators"), step: "invite",
      button: "Add the operator",
      lead: "The operator signs in with an access token that you create next\(account). No mail is sent.",
      fields: [
        ConsoleField(
          "name", "Name", value: visit.form["name"], isRequired: true, faults: faults, autocomplete: "off"),
        ConsoleField(
          "email_address", "E-mail address", .email, value: visit.form["email_address"],
          hint: "An operator of other workspaces with this address can be added if you administer all of them.",
          faults: faults, autocomplete: "off"),
        ConsoleField(
          "role", "Role", .radios(OperatorRole.choices(chosen: visit.form["role"] ?? "viewer")), faults: faults),
      ])
  }

  private func row(_ person: Operator, _ sessions: [OperatorSession]) -> ConsoleContext {
    let used = sessions.map(\.lastUsedAt).max()
    let browsers = sessions.count == 1 ? "1 browser" : "\(sessions.count) browsers"
    return [
      "href": visit.link("operators/\(person.operatorID)"), "name": person.name,
      "initials": ConsoleParts.initials(person.name), "isOwn": person.operatorID == visit.operatorID,
      "email": shown(person.emailAddress.optional), "role": person.roleTitle,
      "sessions": sessions.isEmpty ? "Not signed in" : browsers,
      "used": shown(used.map { times.moment($0) }),
    ]
  }
}
