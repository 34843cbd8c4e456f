package import Core
import HTTPTypes

/// The proxies trusted to report client addresses.
package struct TrustedProxies: Sendable {
  private let ranges: [IPRange]

  /// - Parameter ranges: the addresses of the proxies. Empty if clients connect directly.
  package init(_ ranges: [IPRange] = []) { self.ranges = ranges }

  /// The address of the sender: the last hop that is not a trusted proxy.
  ///
  /// - Parameter peer: the remote address of the connection.
  func sender(_ headers: HTTPFields, from peer: IPAddress?) -> IPAddress? {
    guard let peer, isTrusted(peer) else { return peer }
    let ways = [
      headers[values: forwardedHeader].flatMap(forwardedFor), headers[values: forwardedForHeader].flatMap(plainHops),
    ]
    let senders = Set(ways.filter { !$0.isEmpty }.map { last(of: $0, behind: peer) })
    // A proxy writes one of the two headers and forwards the other unchanged. If they differ, neither is trusted.
    return senders.count == 1 ? senders.first : peer
  }

  private func last(of hops: [Substring], behind peer: IPAddress) -> IPAddress {
    var known = peer
    for hop in hops.reversed() {
      // An invalid address was obfuscated or forged, so no earlier hop can be trusted.
      guard let address = address(of: hop) else { return known }
      known = address
      if !isTrusted(address) { return address }
    }
    return known
  }

  private func isTrusted(_ address: IPAddress) -> Bool { ranges.contains { $0.contains(address) } }

  /// The `for` of each element of a `Forwarded` header (RFC 7239).
  private func forwardedFor(_ value: String) -> [Substring] {
    value.split(separator: ",").map { element in
      let pairs = element.split(separator: ";").map { trimmed($0) }
      let pair = pairs.first { $0.lowercased().hasPrefix("for=") }
      return pair.map { trimmed($0.dropFirst(4)) } ?? ""
    }
  }

  private func plainHops(_ value: String) -> [Substring] { value.split(separator: ",").map { trimmed($0) } }

  /// The address in `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` or `[2001:db8::1]:4711`.
  private func address(of hop: Substring) -> IPAddress? {
    if hop.hasPrefix("[") { return IPAddress(hop.dropFirst().prefix { $0 != "]" }) }
    let colons = hop.count { $0 == ":" }
    return IPAddress(colons == 1 ? hop.prefix { $0 != ":" } : hop)
  }

  private func trimmed(_ text: Substring) -> Substring {
    let isEdge: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\"" }
    var rest = text.drop(while: isEdge)
    while let last = rest.last, isEdge(last) { rest = rest.dropLast() }
    return rest
  }
}

// Both are valid header names, constants of this file.
private let forwardedHeader = HTTPField.Name("forwarded")!
private let forwardedForHeader = HTTPField.Name("x-forwarded-for")!
