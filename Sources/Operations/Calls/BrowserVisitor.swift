package import Core

/// A visitor of a page of a connect webview or an instant key: a browser that is identified by a secret.
package struct BrowserVisitor: Sendable {
  /// The browser's secret. Nil if the browser sent none.
  let browser: String?
  /// Whether the page is in a frame of another page, where browsers send no secret and clickjacking is possible.
  let isFramed: Bool
  /// The address of the sender.
  let sender: IPAddress?

  /// - Parameter browser: the value that the browser sent.
  package init(browser: String? = nil, isFramed: Bool = false, sender: IPAddress? = nil) {
    // Any other text was not set by this server.
    let isOurs = browser.map { $0.utf8.count == Self.length && $0.utf8.allSatisfy(isLetter) } ?? false
    self.browser = isOurs ? browser : nil
    self.isFramed = isFramed
    self.sender = sender
  }

  /// Whether the browser lacks a secret of this server.
  package var isNew: Bool { browser == nil }

  /// The length of ``Secrets/text()``.
  private static let length = 43
}

private func isLetter(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
  default: false
  }
}
