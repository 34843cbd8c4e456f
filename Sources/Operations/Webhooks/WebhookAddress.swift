/// Why a text is not a valid webhook URL. Nil if it is valid.
func receiverFault(_ url: String) -> String? {
  guard let mark = url.firstRange(of: "://"), mark.lowerBound > url.startIndex else { return "Invalid url" }
  guard ["http", "https"].contains(url[..<mark.lowerBound].lowercased()) else {
    return "Must start with https:// or http://"
  }
  let authority = url[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  guard !authority.isEmpty, !authority.hasPrefix(":"), url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
    return "Invalid url"
  }
  if authority.hasPrefix("["), !isNewerAddress(authority.dropFirst().prefix { $0 != "]" }) { return "Invalid url" }
  if !authority.hasPrefix("["), !isName(authority.prefix { $0 != ":" && $0 != "@" }) { return "Invalid url" }
  let isPlain = !authority.contains { "@%\\".contains($0) } && !url.contains("#") && hasSoundPort(authority)
  return isPlain ? nil : "Must have a host and an optional port, but no user name, password or fragment"
}

/// Whether a text has only characters of an IPv6 address.
private func isNewerAddress(_ text: Substring) -> Bool {
  text.contains(":") && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
}

/// Whether a text has a valid length for a host name and no empty labels. It may end with a dot.
private func isName(_ host: Substring) -> Bool {
  let name = host.hasSuffix(".") ? host.dropLast() : host
  let labels = name.split(separator: ".", omittingEmptySubsequences: false)
  return (1...253).contains(name.utf8.count) && labels.allSatisfy { (1...63).contains($0.utf8.count) }
}

private func hasSoundPort(_ authority: Substring) -> Bool {
  // An IPv6 address contains colons.
  let rest = authority.lastIndex(of: "]").map { authority[$0...].dropFirst() } ?? authority
  guard let colon = rest.firstIndex(of: ":") else { return true }
  let port = rest[rest.index(after: colon)...]
  return port.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && UInt16(port).map { $0 > 0 } ?? false
}
