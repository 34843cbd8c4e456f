import Hummingbird
import Wire

/// The address of a request within the console.
struct ConsoleAddress: Sendable {
  static let home = "/console"
  static let signInPath = "/console/sign_in"

  /// The item of the query by which a page loads itself again.
  private static let refreshMark = "refresh=1"

  /// The components after `/console`.
  let components: [String]
  /// Without the mark of a page that loads itself again, so that no link repeats it.
  let query: FormFields
  /// The path and the query, as the browser sent them, but without that mark.
  let text: String
  /// Whether a page loads itself again.
  let isRefresh: Bool

  /// Nil for a malformed path.
  init?(_ request: Request) {
    let path = request.uri.path
    var components: [String] = []
    for part in path.split(separator: "/").dropFirst() {
      // A plus sign is itself in a path.
      guard let component = percentDecoded(part.replacing("+", with: "%2B")) else { return nil }
      components.append(component)
    }
    self.components = components
    let items = (request.uri.query ?? "").split(separator: "&")
    let own = items.filter { $0 != Self.refreshMark }
    isRefresh = own.count < items.count
    query = FormFields(own.joined(separator: "&"))
    text = own.isEmpty ? path : "\(path)?\(own.joined(separator: "&"))"
  }

  /// The address by which a page loads itself again.
  ///
  /// - Parameter text: the address of the page.
  static func refresh(of text: String) -> String { "\(text)\(text.contains("?") ? "&" : "?")\(refreshMark)" }

  /// The ID of the workspace.
  var workspaceID: String { components.first ?? "" }

  /// The name of the section.
  var section: String { components.dropFirst().first ?? "" }

  /// The components after the section.
  var rest: [String] { Array(components.dropFirst(2)) }

  /// The page for signing in, which leads back to an address.
  static func signIn(backTo address: String) -> String {
    isSafe(address) ? "\(signInPath)?to=\(percentEncoded(address))" : signInPath
  }

  /// Whether an address from outside leads to a page of the console: a redirection must not leave it.
  static func isSafe(_ address: String) -> Bool {
    guard address.utf8.count <= 2000, address.hasPrefix("\(home)/"), !address.hasPrefix(signInPath) else {
      return false
    }
    let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
    let path = address.prefix { $0 != "?" && $0 != "#" }
    guard isPlain, !path.contains("//") else { return false }
    return path.split(separator: "/").allSatisfy { part in
      let name = percentDecoded(part)
      return name != nil && name != "." && name != ".."
    }
  }
}
