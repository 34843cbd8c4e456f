import API
import HTTPTypes
import Wire

/// The page of one operator: role, access tokens and sessions.
struct OperatorPage: Sendable {
  private let visit: ConsoleVisit
  private let id: ID<Operator>
  private let times: ConsoleTimes

  init(_ visit: ConsoleVisit, _ id: ID<Operator>) {
    self.visit = visit
    self.id = id
    times = visit.times()
  }

  /// The operator, by the list of all, since they are few.
  func person() async throws -> Operator {
    guard let person = try await visit.call(Operators.List()).first(where: { $0.operatorID == id }) else {
      throw APIError.notFound(.operator, id.text)
    }
    return person
  }

  /// - Parameter secret: the token that was just created.
  func page(
    notices: [ConsoleNotice] = [], secret: ShownSecret? = nil, status: HTTPResponse.Status = .ok
  ) async throws -> ConsolePage {
    let person = try await person()
    var list = Operators.ListAccessTokens()
    list.operatorID = id
    // The newest first.
    let tokens: [AccessToken] = try await visit.call(list).reversed()
    let sessions = try await visit.call(OperatorSessions.List()).filter { $0.operatorID == id }
    let sheets = OperatorSheets(visit: visit, person: person, times: times)
    let address = visit.link("operators/\(id)")
    let revocations = tokens.filter { $0.revokedAt.optional == nil }.map { sheets.revocation(of: $0, sessions) }
    let issuer = person.openIDIssuer.optional
    let unlinking = issuer.map { [sheets.unlinking(from: $0)] } ?? []
    let all = [sheets.edit(), sheets.role(), sheets.token(), sheets.removal()] + unlinking + revocations
    let powers = person.role.known?.powers ?? ""
    let table: ConsoleContext = ["rows": tokens.map { row($0, sheets) }, "hasRows": !tokens.isEmpty]
    let context: ConsoleContext = [
      "list": visit.link("operators"), "name": person.name, "initials": ConsoleParts.initials(person.name),
      "isOwn": id == visit.operatorID, "email": shown(person.emailAddress.optional), "roleTitle": person.roleTitle,
      "powers": powers, "issuer": shown(issuer), "created": times.moment(person.createdAt), "place": times.place,
      "tokens": table,
      "sessions": SessionTable(visit: visit, sessions: sessions, action: address).context,
      "sheets": all.map(\.context), "secret": shown(secret?.context),
      "changes": visit.link("audit", ["operator": id.text]), "operatorID": id.text,
    ]
    return ConsolePage(
      title: person.name, template: "operators/operator", context: context, notices: notices, status: status)
  }

  private func row(_ token: AccessToken, _ sheets: OperatorSheets) -> ConsoleContext {
    let revokedAt = token.revokedAt.optional
    return [
      "name": token.name, "begin": token.beginsWith, "created": times.moment(token.createdAt),
      "used": shown(token.lastUsedAt.optional.map { times.moment($0) }),
      "revoked": shown(revokedAt.map { times.moment($0) }),
      "revokeID": shown(revokedAt == nil ? sheets.revocationID(token) : nil),
    ]
  }

  /// A form of one button that gives the former role, unless the role was changed again.
  private static func role(_ visit: ConsoleVisit) -> ConsoleForm? {
    guard let id = visit.path.first else { return nil }
    let roles = visit.mark.text(of: visit.query["before"], about: id)?.split(separator: " ").map(String.init) ?? []
    guard roles.count == 2, let former = OperatorRole(rawValue: roles[0]) else { return nil }
    return ConsoleForm(
      action: visit.link("operators/\(id)"), step: "role", button: "Back to \(former.title)",
      values: [(name: "seen_role", value: roles[1]), (name: "role", value: former.rawValue)])
  }

  /// The result of the form before.
  static func doneNotices(_ visit: ConsoleVisit) -> [ConsoleNotice] {
    let token = "Create an access token, and hand it over in a safe way."
    let account = "An operator with an e-mail address can also sign in with the company account of that address."
    return switch visit.query["done"] {
    case "invited":
      [ConsoleNotice(.ok, "The operator is added.", visit.takesCompanyAccounts ? "\(token) \(account)" : token)]
    case "saved": [ConsoleNotice(.ok, "The operator is saved.")]
    case "role":
      [ConsoleNotice(.ok, "The role is changed.", "It applies to the next page and the next call.", undo: role(visit))]
    case "revoked": [ConsoleNotice(.ok, "The token is revoked.", "Browsers that were signed in by it are signed out.")]
    case "unlinked":
      [ConsoleNotice(.ok, "The company account is unlinked.", "Browsers that were signed in by it are signed out.")]
    case "ended": [ConsoleNotice(.ok, "The session has ended.", "That browser has to sign in again.")]
    default: []
    }
  }
}
