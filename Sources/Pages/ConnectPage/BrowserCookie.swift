import HTTPTypes
import Hummingbird

/// The cookie that identifies a visitor's browser.
///
/// Over HTTPS, the prefix of its name binds it to our origin. On a loopback address without HTTPS,
/// browsers reject such names.
struct BrowserCookie {
  private let isSecure: Bool

  /// - Parameter address: the server's public URL.
  init(for address: String?) { isSecure = address?.hasPrefix("https://") ?? false }

  private var name: String { isSecure ? "__Host-latchkey_connect" : "latchkey_connect" }

  /// The value that the browser sent. Nil if it sent none.
  func value(in headers: HTTPFields) -> String? {
    for pair in headers[values: .cookie].flatMap({ $0.split(separator: ";") }) {
      let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == name { return String(parts[1]) }
    }
    return nil
  }

  /// The header that sets a session cookie. Browsers send it with links from other sites, such as
  /// the provider's own page, but not with other sites' forms and frames.
  func header(_ value: String) -> String {
    "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }
}

extension Request {
  /// Whether the page will be in a frame of another page, according to the browser.
  var isFramed: Bool {
    let places = ["iframe", "frame", "embed", "object", "fencedframe"]
    return headers[fetchDestination].map(places.contains) ?? false
  }
}

// A valid header name, a constant of this file.
private let fetchDestination = HTTPField.Name("sec-fetch-dest")!
