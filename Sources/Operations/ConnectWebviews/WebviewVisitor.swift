import API
import Core
import Wire

/// Who looks at a connect webview: a browser that is known again by a cookie.
package struct WebviewVisitor: Sendable {
  /// The cookie's secret; nil for a browser that sent none.
  let browser: String?
  /// Whether the page stands in a frame of another page, where browsers send no cookie and a click may be a trick.
  let isFramed: Bool
  /// Where the request comes from.
  let sender: IPAddress?

  /// - Parameter cookie: as the browser sent it.
  package init(cookie: String? = nil, isFramed: Bool = false, sender: IPAddress? = nil) {
    // Any other text is none of ours.
    let isOurs = cookie.map { $0.utf8.count == Self.length && $0.utf8.allSatisfy(isLetter) } ?? false
    browser = isOurs ? cookie : nil
    self.isFramed = isFramed
    self.sender = sender
  }

  /// Whether the browser has no cookie of ours.
  package var isNew: Bool { browser == nil }

  /// That of ``Secrets/text()``.
  private static let length = 43

  /// What a webview keeps of the browser. It is another at each webview.
  func mark(at webview: ID<ConnectWebview>) -> String? { browser.map { sha256Text("\(webview)/\($0)") } }

  /// What goes to the provider's own page and comes back: only the browser that began can have it.
  ///
  /// - Parameter verifier: a secret of the sign-in that is begun.
  func state(at webview: ID<ConnectWebview>, verifier: String) -> String? {
    mark(at: webview).map { "\(webview).\(sha256Text("\(verifier)/\($0)"))" }
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
  default: false
  }
}
