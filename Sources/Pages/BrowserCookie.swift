import HTTPTypes
import Hummingbird

/// The cookie that identifies a visitor's browser on one page.
///
/// Over HTTPS, the prefix of its name binds it to our origin. On a loopback address without HTTPS,
/// browsers reject such names.
struct BrowserCookie {
  private let isSecure: Bool
  private let page: String
  private let lifetime: Duration?

  /// - Parameters:
  ///   - page: the page, as a part of the cookie's name.
  ///   - address: the server's public URL.
  ///   - lifetime: how long the browser keeps it. Nil for as long as the browser runs.
  init(of page: String, for address: String?, lifetime: Duration? = nil) {
    isSecure = address?.hasPrefix("https://") ?? false
    self.page = page
    self.lifetime = lifetime
  }

  private var name: String { isSecure ? "__Host-latchkey_\(page)" : "latchkey_\(page)" }

  /// The value that the browser sent. Nil if it sent none.
  func value(in headers: HTTPFields) -> String? {
    for pair in headers[values: .cookie].flatMap({ $0.split(separator: ";") }) {
      let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == name { return String(parts[1]) }
    }
    return nil
  }

  /// The header that sets the cookie. Browsers send it with links from other sites, such as
  /// the provider's own page, but not with other sites' forms and frames.
  func header(_ value: String) -> String {
    let age = lifetime.map { "; Max-Age=\(Int($0 / .seconds(1)))" } ?? ""
    return "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(age)\(isSecure ? "; Secure" : "")"
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
