/// Why a text is no address of a receiver; nil where it is one.
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

/// Whether a text has the letters of an address of the newer kind.
private func isNewerAddress(_ text: Substring) -> Bool {
  text.contains(":") && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
}

/// Whether a text is as long as a host's name may be, in parts that are there. One dot may end it.
private func isName(_ host: Substring) -> Bool {
  let name = host.hasSuffix(".") ? host.dropLast() : host
  let labels = name.split(separator: ".", omittingEmptySubsequences: false)
  return (1...253).contains(name.utf8.count) && labels.allSatisfy { (1...63).contains($0.utf8.count) }
}

private func hasSoundPort(_ authority: Substring) -> Bool {
  // An address of the newer kind has colons of its own.
  let rest = authority.lastIndex(of: "]").map { authority[$0...].dropFirst() } ?? authority
  guard let colon = rest.firstIndex(of: ":") else { return true }
  let port = rest[rest.index(after: colon)...]
  return port.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && UInt16(port).map { $0 > 0 } ?? false
}
