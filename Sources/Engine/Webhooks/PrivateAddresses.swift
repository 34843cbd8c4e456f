import Glibc
import NIOCore

extension SocketAddress {
  /// Whether the address is outside the public internet: this machine, a local network, or unassigned.
  var isPrivate: Bool { ipAddress.map(isPrivateAddress) ?? true }
}

/// Whether a host is private without name resolution: `localhost`, or a private address in any notation.
func isPrivateHost(_ host: String) -> Bool {
  let labels = host.lowercased().split(separator: ".")
  return labels.last == "localhost" || leadsToPrivateAddress(host, flags: AI_NUMERICHOST)
}

/// Whether a host looks like an address but is not one, such as 300.1.1.1. No name ends in a number.
func isMadeOfWrongNumbers(_ host: String) -> Bool {
  guard let last = withoutRoot(host).split(separator: ".").last?.lowercased() else { return false }
  let isNumber =
    last.utf8.allSatisfy { (0x30...0x39).contains($0) }
    || last.hasPrefix("0x") && last.dropFirst(2).allSatisfy(\.isHexDigit)
  return isNumber && addresses(of: host, flags: AI_NUMERICHOST).isEmpty
}

/// Removes the dot at the end of an absolute name.
private func withoutRoot(_ host: String) -> Substring { host.hasSuffix(".") ? host.dropLast() : host[...] }

/// Whether one of the addresses of a host is private. Blocks for name resolution unless the flags forbid it.
func leadsToPrivateAddress(_ host: String, flags: Int32 = 0) -> Bool {
  addresses(of: host, flags: flags).contains { $0.map(isPrivateAddress) ?? true }
}

/// The addresses of a host. An address that cannot be read is nil.
private func addresses(of host: String, flags: Int32) -> [String?] {
  var hints = addrinfo()
  hints.ai_flags = flags
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var list: UnsafeMutablePointer<addrinfo>?
  guard getaddrinfo(String(withoutRoot(host)), nil, &hints, &list) == 0 else { return [] }
  defer { freeaddrinfo(list) }
  return sequence(first: list, next: { $0?.pointee.ai_next }).compactMap(\.self).map { entry in
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = getnameinfo(
      entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    let address = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The interface follows the percent sign.
    return code == 0 ? String(address.prefix { $0 != "%" }) : nil
  }
}

private func isPrivateAddress(_ text: String) -> Bool {
  var four = [UInt8](repeating: 0, count: 4)
  if inet_pton(AF_INET, text, &four) == 1 { return isPrivateIPv4(four) }
  var sixteen = [UInt8](repeating: 0, count: 16)
  return inet_pton(AF_INET6, text, &sixteen) != 1 || isPrivateIPv6(sixteen)
}

/// - Parameter bytes: four, in network order.
private func isPrivateIPv4(_ bytes: [UInt8]) -> Bool {
  switch (bytes[0], bytes[1]) {
  case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): true
  case (192, 0): bytes[2] == 0
  case (224..., _): true
  default: false
  }
}

/// - Parameter bytes: sixteen, in network order.
private func isPrivateIPv6(_ bytes: [UInt8]) -> Bool {
  if let old = oldAddress(in: bytes) { return isPrivateIPv4(old) }
  // 64:ff9b:1::/48 is translated to IPv4 in the local network.
  return bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80 || bytes[0] == 0xFF
    || Array(bytes[..<6]) == [0, 0x64, 0xFF, 0x9B, 0, 1]
}

/// The IPv4 address that an IPv6 address embeds. Nil if there is none.
private func oldAddress(in bytes: [UInt8]) -> [UInt8]? {
  let zeros = [UInt8](repeating: 0, count: 12)
  let last = Array(bytes[12...])
  switch Array(bytes[..<12]) {
  // ::/96, ::ffff:0:0/96, ::ffff:0:0:0/96 and 64:ff9b::/96.
  case zeros, zeros[..<10] + [0xFF, 0xFF], zeros[..<8] + [0xFF, 0xFF, 0, 0], [0, 0x64, 0xFF, 0x9B] + zeros[..<8]:
    return last
  default: break
  }
  // 2002::/16 has it next, and 2001:0::/32 has it inverted at the end.
  if bytes[0] == 0x20, bytes[1] == 0x02 { return Array(bytes[2..<6]) }
  return Array(bytes[..<4]) == [0x20, 0x01, 0, 0] ? last.map { ~$0 } : nil
}
