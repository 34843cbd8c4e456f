/// An IP address. An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) is stored as the IPv4 address.
package struct IPAddress: Hashable, Sendable {
  /// Four or sixteen.
  package let bytes: [UInt8]

  /// Parses `192.0.2.1` or `2001:db8::1`. Any other text, including host names, gives nil.
  package init?(_ text: some StringProtocol) {
    // The interface follows the percent sign.
    let plain = text.prefix { $0 != "%" }
    guard let bytes = readIPv4(plain) ?? readIPv6(plain) else { return nil }
    let isMapped = bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11].allSatisfy { $0 == 0xFF }
    self.bytes = isMapped ? Array(bytes[12...]) : bytes
  }

  /// Whether it is a loopback address.
  package var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
  }

  /// The address as text. Groups of an IPv6 address are not abbreviated by `::`.
  package var text: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: bytes.count, by: 2).map { index in
      String(UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1]), radix: 16)
    }.joined(separator: ":")
  }

  /// The key for limits per sender: the address, or the /64 network of an IPv6 address, since one household or phone
  /// has a whole such network.
  package var countedAs: String {
    let part = bytes.count == 4 ? bytes : Array(bytes[..<8])
    return part.map { String($0, radix: 16) }.joined(separator: part.count == 4 ? "." : ":")
  }
}

/// A range of addresses, such as `10.0.0.0/8` or `fd00::/8`.
package struct IPRange: Hashable, Sendable {
  private let base: IPAddress
  private let length: Int

  /// Parses a range or a single address. Any other text gives nil.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let base = IPAddress(first) else { return nil }
    let longest = base.bytes.count * 8
    self.base = base
    if parts.count == 1 {
      length = longest
    } else {
      guard let length = Int(parts[1]), (0...longest).contains(length) else { return nil }
      self.length = length
    }
  }

  package func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    let (whole, rest) = length.quotientAndRemainder(dividingBy: 8)
    guard address.bytes[..<whole] == base.bytes[..<whole] else { return false }
    return rest == 0 || (address.bytes[whole] ^ base.bytes[whole]) >> UInt8(8 - rest) == 0
  }
}

private func readIPv4(_ text: some StringProtocol) -> [UInt8]? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let bytes = parts.compactMap { part in
    part.utf8.allSatisfy { (0x30...0x39).contains($0) } && (1...3).contains(part.utf8.count) ? UInt8(part) : nil
  }
  return parts.count == 4 && bytes.count == 4 ? bytes : nil
}

private func readIPv6(_ text: some StringProtocol) -> [UInt8]? {
  let halves = String(text).split(separator: "::", omittingEmptySubsequences: false)
  guard let first = halves.first.flatMap(readGroups) else { return nil }
  switch halves.count {
  case 1: return first.count == 16 ? first : nil
  case 2:
    guard let last = readGroups(halves[1]), first.count + last.count <= 14 else { return nil }
    return first + Array(repeating: 0, count: 16 - first.count - last.count) + last
  default: return nil
  }
}

/// Groups of four hexadecimal digits between colons. The last may be an IPv4 address.
private func readGroups(_ text: Substring) -> [UInt8]? {
  if text.isEmpty { return [] }
  let groups = text.split(separator: ":", omittingEmptySubsequences: false)
  var bytes: [UInt8] = []
  for (index, group) in groups.enumerated() {
    if index == groups.count - 1, let four = readIPv4(group) {
      bytes += four
    } else {
      guard (1...4).contains(group.utf8.count), let number = UInt16(group, radix: 16), !group.hasPrefix("+") else {
        return nil
      }
      bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
    }
  }
  return bytes.count <= 16 ? bytes : nil
}
