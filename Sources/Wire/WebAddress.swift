/// A strictly parsed web address. Browsers may interpret unusual addresses differently, and an impossible port could
/// crash a client.
public struct WebAddress: Hashable, Sendable {
  /// Scheme, host and port, as shown to people.
  public let origin: String
  private let rest: Substring

  /// Parses `https://host[:port][/…]`. Nil for anything else, and for an address with user information.
  public init?(_ text: String) {
    guard let scheme = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }) else { return nil }
    // Browsers treat a backslash as a slash. A quote or a space would end the address in a page.
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
    else {
      return nil
    }
    let named = text.dropFirst(scheme.count)
    let authority = named.prefix { !"/?#".contains($0) }
    guard Self.isHost(authority) else { return nil }
    origin = scheme + authority.lowercased()
    rest = named[authority.endIndex...]
  }

  /// The complete address.
  public var text: String { origin + rest }

  /// The address with additional query items.
  public func adding(_ items: [(String, String)]) -> WebAddress {
    let query = items.map { "\($0)=\(percentEncoded($1))" }.joined(separator: "&")
    let place = rest.prefix { $0 != "#" }
    let fragment = rest[place.endIndex...]
    let path = place.isEmpty ? "/" : String(place)
    return WebAddress(origin: origin, rest: Substring(path + (path.contains("?") ? "&" : "?") + query + fragment))
  }

  private init(origin: String, rest: Substring) {
    self.origin = origin
    self.rest = rest
  }

  private static func isHost(_ authority: Substring) -> Bool {
    let isBracketed = authority.hasPrefix("[")
    if isBracketed, !authority.contains("]") { return false }
    let host = isBracketed ? authority.prefix { $0 != "]" }.dropFirst() : authority.prefix { $0 != ":" }
    let after = isBracketed ? authority.drop { $0 != "]" }.dropFirst() : authority[host.endIndex...]
    let isName = host.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "-"): true
      case UInt8(ascii: "_"): !isBracketed
      case UInt8(ascii: ":"): isBracketed
      default: false
      }
    }
    let isPort = after.isEmpty || after.hasPrefix(":") && UInt16(after.dropFirst()) ?? 0 > 0
    return !host.isEmpty && isName && isPort
  }
}
