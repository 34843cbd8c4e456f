import API
import Wire

/// The kinds of tokens, distinguished by their prefixes.
private enum TokenKind: String, CaseIterable {
  case clientSession = "seam_cst"
  case jwt = "ey"
  case personalAccess = "seam_at"
  case publishable = "seam_pk"
  case apiKey = "seam_"

  /// The prefix of an API key is a prefix of the others, so it comes last.
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
}

/// The caller's authentication headers.
struct Credentials: Sendable {
  /// An error is kept until the first call, since initializers do not throw.
  typealias Checked = Result<Credentials, SeamError>

  let headers: [(name: String, value: String)]

  static func apiKey(_ key: String) -> Checked { checked(key, is: .apiKey) }

  static func personalAccessToken(_ token: String, workspaceID: ID<Workspace>?) -> Checked {
    checked(token, is: .personalAccess, workspaceID.map { [("seam-workspace", $0.text)] } ?? [])
  }

  static func clientSessionToken(_ token: String) -> Checked {
    checked(token, is: .clientSession, [("client-session-token", token)])
  }

  static func environment(_ environment: Environment) -> Checked {
    let names = ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN", "SEAM_CLIENT_SESSION_TOKEN"]
    let given = names.filter { environment[$0] != nil }
    guard let name = given.first, let token = environment[name] else {
      return .failure(.invalidOptions("Give a token, or set one of \(names.joined(separator: ", "))"))
    }
    guard given.count == 1 else {
      return .failure(.invalidOptions("Set only one of \(given.joined(separator: " and "))"))
    }
    if name == names[0] { return apiKey(token) }
    if name == names[2] { return clientSessionToken(token) }
    guard let workspace = environment["SEAM_WORKSPACE_ID"] else {
      return .failure(.invalidOptions("SEAM_PERSONAL_ACCESS_TOKEN requires SEAM_WORKSPACE_ID"))
    }
    return personalAccessToken(token, workspaceID: ID(workspace))
  }

  /// Refuses a token of another kind. The message names kinds, never the token.
  private static func checked(
    _ token: String, is wanted: TokenKind, _ more: [(name: String, value: String)] = []
  ) -> Checked {
    let kind = TokenKind(of: token)
    guard kind == wanted else {
      let seen = kind.map { "got \($0.name)" } ?? "got something else"
      return .failure(.invalidToken("Expected \(wanted.name), which starts with \(wanted.rawValue); \(seen)"))
    }
    guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return .failure(.invalidToken("The token contains a space, a line break or another invalid character"))
    }
    return .success(Credentials(headers: [("authorization", "Bearer \(token)")] + more))
  }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
  var description: String { "Credentials" }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}
