import Glibc
import NIOCore

extension SocketAddress {
  /// Whether the address is none of the public internet: this machine, a local network, or nobody's.
  var isPrivate: Bool { ipAddress.map(isPrivateAddress) ?? true }
}

/// Whether a host is private whatever name servers say: this machine's own name, or an address written in any form.
func isPrivateHost(_ host: String) -> Bool {
  let labels = host.lowercased().split(separator: ".")
  return labels.last == "localhost" || leadsToPrivateAddress(host, flags: AI_NUMERICHOST)
}

/// Whether one of the addresses of a host is private. Waits for the answer of name servers, unless the flags forbid it.
func leadsToPrivateAddress(_ host: String, flags: Int32 = 0) -> Bool {
  var hints = addrinfo()
  hints.ai_flags = flags
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var list: UnsafeMutablePointer<addrinfo>?
  guard getaddrinfo(host, nil, &hints, &list) == 0 else { return false }
  defer { freeaddrinfo(list) }
  for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
    guard let entry else { break }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = getnameinfo(
      entry.pointee.ai_addr, entry.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    let address = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // What follows the percent sign is the interface.
    if code != 0 || isPrivateAddress(String(address.prefix { $0 != "%" })) { return true }
  }
  return false
}

private func isPrivateAddress(_ text: String) -> Bool {
  var four = [UInt8](repeating: 0, count: 4)
  if inet_pton(AF_INET, text, &four) == 1 { return isPrivateIPv4(four) }
  var sixteen = [UInt8](repeating: 0, count: 16)
  return inet_pton(AF_INET6, text, &sixteen) != 1 || isPrivateIPv6(sixteen)
}

/// - Parameter bytes: four, the first first.
private func isPrivateIPv4(_ bytes: [UInt8]) -> Bool {
  switch (bytes[0], bytes[1]) {
  case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127), (198, 18...19): true
  case (192, 0): bytes[2] == 0
  case (224..., _): true
  default: false
  }
}

/// - Parameter bytes: sixteen, the first first.
private func isPrivateIPv6(_ bytes: [UInt8]) -> Bool {
  let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF }
  // Addresses of the old internet that are reached by way of the new.
  let isTranslated = Array(bytes[..<12]) == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
  if isMapped || isTranslated { return isPrivateIPv4(Array(bytes[12...])) }
  return bytes[..<15].allSatisfy { $0 == 0 } || bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80
    || bytes[0] == 0xFF
}
