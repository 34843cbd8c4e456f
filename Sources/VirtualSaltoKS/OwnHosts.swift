import NIOCore

/// The names under which the cloud answers, and the pages that may use it.
///
/// Its controls need no token, so no web page may reach them: neither through a domain name that resolves to loopback,
/// nor through a cross-origin form or script.
struct OwnHosts: Sendable {
  private let names: Set<String>
  private let takesAnyAddress: Bool

  /// - Parameters:
  ///   - host: The host that the cloud listens on.
  ///   - names: Further names of the cloud.
  init(listeningOn host: String, names: [String]) {
    self.names = Set(([host, "localhost"] + names).map { $0.lowercased() })
    takesAnyAddress = host != "localhost" && !Self.isLoopback(host)
  }

  /// Why a request is refused, or nil if it is allowed.
  ///
  /// - Parameters:
  ///   - authority: The authority that the request names.
  ///   - origin: The origin of the page that sends it, if a browser reports one.
  func refusal(authority: String?, origin: String?) -> String? {
    guard let authority, let host = Self.host(of: authority), isOwn(host) else {
      return "The virtual cloud is not called \(authority ?? "nothing at all"); start it with --name for another name"
    }
    // Only the cloud's own pages may send requests. Browsers send `null` for a page with an opaque origin.
    if let origin, origin.lowercased() != "http://\(authority)".lowercased() {
      return "Pages of other origins may not call the virtual cloud"
    }
    return nil
  }

  /// An IP address cannot be rebound by DNS, as a name can.
  private func isOwn(_ host: String) -> Bool {
    if names.contains(host) || Self.isLoopback(host) { return true }
    return takesAnyAddress && Self.isAddress(host)
  }

  private static func isAddress(_ host: String) -> Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }

  private static func isLoopback(_ host: String) -> Bool {
    isAddress(host) && (host == "::1" || host.hasPrefix("127."))
  }

  /// The name or address in `name:port`, without the brackets of IPv6.
  private static func host(of authority: String) -> String? {
    let text = authority.lowercased()
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      return isPort(text[text.index(after: end)...]) ? String(text[text.index(after: text.startIndex)..<end]) : nil
    }
    let end = text.firstIndex(of: ":") ?? text.endIndex
    return isPort(text[end...]) ? String(text[..<end]) : nil
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.isEmpty || text.first == ":" && text.dropFirst().hasDigitsOnly
  }
}
