import NIOCore

/// Under which names the cloud answers, and to which pages.
///
/// Its controls need no token. So no web page may drive it: neither by a name of its own that it makes lead to loopback,
/// nor by a form or a script that sends something across.
struct OwnHosts: Sendable {
  private let names: Set<String>
  private let takesAnyAddress: Bool

  /// - Parameters:
  ///   - host: on which the cloud listens.
  ///   - names: what it is called beside that.
  init(listeningOn host: String, names: [String]) {
    self.names = Set(([host, "localhost"] + names).map { $0.lowercased() })
    takesAnyAddress = host != "localhost" && !Self.isLoopback(host)
  }

  /// Why a request is not answered; nil where it is.
  ///
  /// - Parameters:
  ///   - authority: what the request says that it was sent to.
  ///   - origin: the page that sends it, where a browser tells.
  func refusal(authority: String?, origin: String?) -> String? {
    guard let authority, let host = Self.host(of: authority), isOwn(host) else {
      return "The virtual cloud is not called \(authority ?? "nothing at all"); start it with --name for another name"
    }
    // Only its own pages send something here. What a browser calls `null` is a page that hides where it comes from.
    if let origin, origin.lowercased() != "http://\(authority)".lowercased() {
      return "Pages of other origins may not call the virtual cloud"
    }
    return nil
  }

  /// An address cannot be made to lead elsewhere, as a name can.
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
