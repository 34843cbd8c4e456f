import Core
import HTTPTypes
import Hummingbird
import Operations

/// The session of a signed-in operator, with the secret that only the operator's browser keeps.
struct ConsoleSession: Sendable {
  let secret: String
  let record: OperatorSessionRecord

  /// The token of the session's forms. Other sites cannot know it.
  var formToken: String { sha256Text("console form \(secret)") }

  /// The key of what the session marks in addresses.
  var markKey: String { sha256Text("console mark \(secret)") }

  private static let keyMax = 100

  /// Whether a form comes from a page of the session. Each has the session's token and a key of its own.
  func accepts(_ form: FormFields) -> Bool {
    areEqualInConstantTime(form.token, formToken) && (1...Self.keyMax).contains(form.key.utf8.count)
  }
}

/// The cookies of the console.
struct ConsoleCookies: Sendable {
  /// Browsers keep a cookie no longer.
  private static let longest = Duration.seconds(400 * 86_400)

  /// The server's public URL.
  let address: String?

  /// Ends with the browser. The session itself ends earlier.
  var session: BrowserCookie { BrowserCookie(of: "console", for: address) }
  /// Replaces that of a session that has ended.
  var noSession: String { BrowserCookie(of: "console", for: address, lifetime: .zero).header("") }
  var theme: BrowserCookie { BrowserCookie(of: "theme", for: address, lifetime: Self.longest) }
}

/// The appearance that an operator chose.
enum ConsoleTheme: String, CaseIterable, Sendable {
  case system, light, dark

  /// - Parameter value: the value of the cookie.
  init(_ value: String?) { self = value.flatMap { ConsoleTheme(rawValue: $0) } ?? .system }

  /// The value of the document's attribute. Nil if the system decides.
  var attribute: String? { self == .system ? nil : rawValue }

  /// The contexts of the buttons that choose one.
  var choices: [ConsoleContext] {
    Self.allCases.map { ["value": $0.rawValue, "label": $0.rawValue, "isCurrent": $0 == self] }
  }
}

extension Request {
  /// Whether a page of the console sent it by itself, to look again or to stay live. That is no use of its session, or
  /// else a page that somebody left open would keep the session from ending.
  var isSentByPage: Bool {
    guard method != .post else { return false }
    return headers[refreshMark] != nil || headers[.accept] == "text/event-stream"
      || ConsoleAddress(self)?.isRefresh == true
  }

  /// Whether a form comes from another origin. Unlike other pages, those of the console let browsers send the origin.
  func isForeignConsoleForm(at address: String?) -> Bool {
    if headers[.origin] == "null" { return true }
    if let site = headers[fetchSite], site != "same-origin", site != "none" { return true }
    return isForeignForm(at: address)
  }
}

// Valid header names, constants of this file.
private let refreshMark = HTTPField.Name("latchkey-refresh")!
private let fetchSite = HTTPField.Name("sec-fetch-site")!
