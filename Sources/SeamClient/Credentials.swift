import API
import Wire

/// The kinds of token, which their beginnings tell apart.
private enum TokenKind: String, CaseIterable {
  case clientSession = "seam_cst"
  case jwt = "ey"
  case personalAccess = "seam_at"
  case publishable = "seam_pk"
  case apiKey = "seam_"

  /// An API key begins as the others do, so that it comes last.
  init?(of token: String) {
    guard let kind = Self.allCases.first(where: { token.hasPrefix($0.rawValue) }) else { return nil }
    self = kind
  }

  var name: String {
    switch self {
    case .clientSession: "a client session token"
    case .jwt: "a console session token"
    case .personalAccess: "a personal access token"
    case .publishable: "a publishable key"
    case .apiKey: "an API key"
    }
  }

  /// Refuses a token of another kind. The message names kinds, never the token.
  static func check(_ token: String, is wanted: TokenKind) throws(SeamError) {
    let kind = TokenKind(of: token)
    guard kind != wanted else { return }
    let seen = kind.map { "this is \($0.name)" } ?? "this is none"
    throw .invalidToken("Expected \(wanted.name), which begins with \(wanted.rawValue); \(seen)")
  }
}

/// Who calls, as the headers that say so.
struct Credentials: Sendable {
  let headers: [(name: String, value: String)]

  init(apiKey: String) throws(SeamError) {
    try TokenKind.check(apiKey, is: .apiKey)
    headers = [("authorization", "Bearer \(apiKey)")]
  }

  init(personalAccessToken token: String, workspaceID: ID<Workspace>) throws(SeamError) {
    try TokenKind.check(token, is: .personalAccess)
    headers = [("authorization", "Bearer \(token)"), ("seam-workspace", workspaceID.text)]
  }

  init(clientSessionToken token: String) throws(SeamError) {
    try TokenKind.check(token, is: .clientSession)
    headers = [("authorization", "Bearer \(token)"), ("client-session-token", token)]
  }

  init(_ environment: Environment) throws(SeamError) {
    let names = ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN", "SEAM_CLIENT_SESSION_TOKEN"]
    let given = names.filter { environment[$0] != nil }
    guard let name = given.first, let token = environment[name] else {
      throw .invalidOptions("Give a token, or set one of \(names.joined(separator: ", "))")
    }
    guard given.count == 1 else { throw .invalidOptions("Set only one of \(given.joined(separator: " and "))") }
    switch name {
    case names[0]: try self.init(apiKey: token)
    case names[1]:
      guard let workspace = environment["SEAM_WORKSPACE_ID"] else {
        throw .invalidOptions("SEAM_PERSONAL_ACCESS_TOKEN needs SEAM_WORKSPACE_ID beside it")
      }
      try self.init(personalAccessToken: token, workspaceID: ID(workspace))
    default: try self.init(clientSessionToken: token)
    }
  }

  /// Keeps what is wrong with the credentials until the first call, which is the first that can throw it.
  static func reading(_ read: () throws(SeamError) -> Credentials) -> Result<Credentials, SeamError> {
    do throws(SeamError) { return .success(try read()) } catch { return .failure(error) }
  }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
  var description: String { "Credentials" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
