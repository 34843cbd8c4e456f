extension JSONParser {
  mutating func string() throws(MalformedJSON) -> String {
    guard byte == UInt8(ascii: "\"") else { throw fault }
    index += 1
    let start = index
    while let b = byte, b != UInt8(ascii: "\""), b != UInt8(ascii: "\\"), b >= 0x20 { index += 1 }
    if byte == UInt8(ascii: "\"") {
      defer { index += 1 }
      return try text(bytes[start..<index])
    }
    return try escapedString(after: bytes[start..<index])
  }

  private func text(_ slice: ArraySlice<UInt8>) throws(MalformedJSON) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault }
    return text
  }

  private mutating func escapedString(after prefix: ArraySlice<UInt8>) throws(MalformedJSON) -> String {
    var run = Array(prefix)
    while let b = byte {
      index += 1
      switch b {
      case UInt8(ascii: "\""): return try text(run[...])
      case UInt8(ascii: "\\"): run.append(contentsOf: try escape())
      case 0x20...: run.append(b)
      default: throw fault
      }
    }
    throw fault
  }

  private mutating func escape() throws(MalformedJSON) -> [UInt8] {
    guard let b = byte else { throw fault }
    index += 1
    switch b {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [b]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"): return Array(String(Character(try unicodeEscape())).utf8)
    default: throw fault
    }
  }

  private mutating func unicodeEscape() throws(MalformedJSON) -> Unicode.Scalar {
    let high = try fourHexDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high) else { throw fault }
    for expected in [UInt8(ascii: "\\"), UInt8(ascii: "u")] {
      guard byte == expected else { throw fault }
      index += 1
    }
    let low = try fourHexDigits()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw fault }
    return scalar
  }

  private mutating func fourHexDigits() throws(MalformedJSON) -> UInt32 {
    guard index + 4 <= bytes.count else { throw fault }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { throw fault }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
