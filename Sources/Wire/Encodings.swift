private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// Standard base64 with padding (RFC 4648).
public func encodedBase64(_ bytes: [UInt8]) -> String {
  var out: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for index in 0..<4 {
      out.append(index <= group.count ? alphabet[number >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// The bytes of a base64 text, or nil if it is invalid.
public func decodedBase64(_ text: String) -> [UInt8]? {
  var out: [UInt8] = []
  var (number, bits) = (0, 0)
  for b in text.utf8.reversed().drop(while: { $0 == UInt8(ascii: "=") }).reversed() {
    guard let value = alphabet.firstIndex(of: b) else { return nil }
    number = (number << 6 | value) & 0xFFFF
    bits += 6
    if bits >= 8 {
      bits -= 8
      out.append(UInt8(number >> bits & 0xFF))
    }
  }
  return out
}

/// Base64 for addresses and cookies, without padding (RFC 4648, section 5).
public func encodedBase64URL(_ bytes: [UInt8]) -> String {
  let letters = encodedBase64(bytes).utf8.filter { $0 != UInt8(ascii: "=") }
  return String(
    decoding: letters.map { letter in
      switch letter {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: letter
      }
    }, as: UTF8.self)
}

/// The bytes of a text in base64 for addresses, or nil if it is invalid.
public func decodedBase64URL(_ text: String) -> [UInt8]? {
  var letters: [UInt8] = []
  for letter in text.utf8 {
    switch letter {
    case UInt8(ascii: "-"): letters.append(UInt8(ascii: "+"))
    case UInt8(ascii: "_"): letters.append(UInt8(ascii: "/"))
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
    default: letters.append(letter)
    }
  }
  // A single letter at the end holds no byte.
  return letters.count % 4 == 1 ? nil : decodedBase64(String(decoding: letters, as: UTF8.self))
}

/// A text for use in a query. Everything except the unreserved characters of RFC 3986 is escaped.
public func percentEncoded(_ text: String) -> String {
  let hex = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for b in text.utf8 {
    let isPlain = (b >= 0x30 && b <= 0x39) || (b >= 0x41 && b <= 0x5A) || (b >= 0x61 && b <= 0x7A)
    if isPlain || b == UInt8(ascii: "-") || b == UInt8(ascii: ".") || b == UInt8(ascii: "_")
      || b == UInt8(ascii: "~")
    {
      out.append(b)
    } else {
      out += [UInt8(ascii: "%"), hex[Int(b >> 4)], hex[Int(b & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}
