import HTTPTypes
import Hummingbird

/// The cookie by which a visitor's browser is known again.
///
/// Over https its name's beginning holds the browser to an origin of ours alone; on a loopback address, without https,
/// browsers take no such name.
struct BrowserCookie {
  private let isSecure: Bool

  /// - Parameter address: under which people reach the server.
  init(for address: String?) { isSecure = address?.hasPrefix("https://") ?? false }

  private var name: String { isSecure ? "__Host-latchkey_connect" : "latchkey_connect" }

  /// What the browser sent; nil where it sent none.
  func value(in headers: HTTPFields) -> String? {
    for pair in headers[values: .cookie].flatMap({ $0.split(separator: ";") }) {
      let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == name { return String(parts[1]) }
    }
    return nil
  }

  /// The header that gives the browser a value, for as long as it is open. It comes back with links from other sites, as
  /// from the provider's own page, and with no other site's forms and frames.
  func header(_ value: String) -> String {
    "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }
}

extension Request {
  /// Whether the page is to stand in a frame of another page, as browsers tell by themselves.
  var isFramed: Bool {
    let places = ["iframe", "frame", "embed", "object", "fencedframe"]
    return headers[fetchDestination].map(places.contains) ?? false
  }
}

// A valid header name, a constant of this file.
private let fetchDestination = HTTPField.Name("sec-fetch-dest")!
