import API
import HTTPTypes
import Wire

/// Does what a form of an operator's page asks.
struct OperatorChange: Sendable {
  private let visit: ConsoleVisit
  private let id: ID<Operator>

  init(_ visit: ConsoleVisit, _ id: ID<Operator>) {
    self.visit = visit
    self.id = id
  }

  private var page: OperatorPage { OperatorPage(visit, id) }

  /// Nil for an unknown step.
  func answer(_ step: String) async throws -> ConsoleAnswer? {
    let person = try await page.person()
    do {
      switch step {
      case "rename": return try await rename(person)
      case "role": return try await changeRole(of: person)
      case "create_token": return try await createToken(for: person)
      case "revoke_token": return try await revokeToken()
      case SessionTable.step:
        try await SessionTable.end(visit)
        return done("ended")
      case "unlink": return try await unlink()
      case "remove": return try await remove()
      default: return nil
      }
    } catch let error as APIError {
      guard let notice = OperatorRefusal.notice(error, about: person.name) else { throw error }
      return .page(try await page.page(notices: [notice], status: .unprocessableContent))
    }
  }

  private func done(_ key: String) -> ConsoleAnswer { .seeOther("operators/\(percentEncoded(id.text))?done=\(key)") }

  /// A sheet as a page, with what is wrong.
  private func ask(_ sheet: ConsoleSheet, _ faults: ConsoleFaults) -> ConsoleAnswer {
    .page(ConsolePage.asking(sheet, faults: faults, back: visit.link("operators/\(id)")))
  }

  private func sheets(_ person: Operator) -> OperatorSheets {
    OperatorSheets(visit: visit, person: person, times: visit.times())
  }

  /// Whether the name and the e-mail address are as the form showed them.
  private func isAsShown(_ person: Operator) -> Bool {
    (visit.form["seen_name"] ?? person.name) == person.name
      && visit.form["seen_email_address"].map { $0 == person.emailAddress.optional ?? "" } ?? true
  }

  private func rename(_ person: Operator) async throws -> ConsoleAnswer {
    if !isAsShown(person) {
      let author = try await visit.author(ofChange: id.text, of: ["name", "email_address"]) ?? "Somebody"
      let notice = ConsoleNotice(
        .warn, "\(author) changed \(person.name) meanwhile.", "Nothing was changed now. Look again.")
      return .page(try await page.page(notices: [notice], status: .unprocessableContent))
    }
    var update = Operators.Update()
    update.operatorID = id
    update.name = visit.form.filled("name")
    update.emailAddress = visit.form.filled("email_address").map { Change<String>.set($0) } ?? .clear
    var faults = ConsoleFaults.none
    if update.name == nil { faults.add("name", "Give the operator a name.") }
    guard faults.isEmpty else { return ask(sheets(person).edit(faults), faults) }
    do {
      _ = try await visit.call(update, ifUnchanged: id.text)
      return done("saved")
    } catch let error as APIError {
      guard let found = OperatorRefusal.faults(error) else { throw error }
      return ask(sheets(person).edit(found), found)
    }
  }

  private func changeRole(of person: Operator) async throws -> ConsoleAnswer? {
    guard let role = visit.form["role"].flatMap({ OperatorRole(rawValue: $0) }) else { return nil }
    if let seen = visit.form["seen_role"], seen != person.role.rawValue {
      let author = try await visit.author(ofChange: id.text, of: ["role"]) ?? "Somebody"
      let notice = ConsoleNotice(
        .warn, "\(author) changed the role of \(person.name) to \(person.roleTitle) meanwhile.",
        "Nothing was changed now. Look again.")
      return .page(try await page.page(notices: [notice], status: .unprocessableContent))
    }
    var update = Operators.Update()
    update.operatorID = id
    update.role = role
    _ = try await visit.call(update, ifUnchanged: id.text)
    // The page of an operator is for administrators.
    if id == visit.operatorID, role < .administrator {
      return .seeOther("operators/\(OwnSessions.address)?done=role")
    }
    let before = visit.mark.marked("\(person.role.rawValue) \(role.rawValue)", about: id.text)
    return .seeOther(visit.link("operators/\(id)", ["done": "role", "before": before]))
  }

  private func createToken(for person: Operator) async throws -> ConsoleAnswer {
    var create = Operators.CreateAccessToken()
    create.operatorID = id
    create.name = visit.form.filled("token_name")
    var faults = ConsoleFaults.none
    if create.name == nil { faults.add("token_name", "Give the token a name.") }
    guard faults.isEmpty else { return ask(sheets(person).token(faults), faults) }
    do {
      let token = try await visit.call(create)
      let secret = ShownSecret(
        title: "The token “\(token.name)” is ready.",
        text: "Copy it now and hand it to \(person.name) in a safe way. It is not shown again.",
        secret: token.token ?? "")
      return .page(try await page.page(secret: secret))
    } catch let error as APIError where error.status == 400 {
      let found = ConsoleFaults(error, fields: ["name": "token_name"])
      return ask(sheets(person).token(found), found)
    }
  }

  private func revokeToken() async throws -> ConsoleAnswer {
    var revoke = Operators.RevokeAccessToken()
    revoke.accessTokenID = ID(visit.form["token"] ?? "")
    _ = try await visit.call(revoke)
    return done("revoked")
  }

  private func unlink() async throws -> ConsoleAnswer {
    var unlink = Operators.UnlinkAccount()
    unlink.operatorID = id
    _ = try await visit.call(unlink)
    return done("unlinked")
  }

  private func remove() async throws -> ConsoleAnswer {
    var delete = Operators.Delete()
    delete.operatorID = id
    _ = try await visit.call(delete)
    return .seeOther("operators?done=removed")
  }
}
