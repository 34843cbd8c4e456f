extension JSON {
  /// The maximum nesting depth, so that hostile input cannot exhaust the stack.
  public static let depthMax = 64

  /// Parses one JSON document strictly: RFC 8259 numbers, no unescaped control characters, valid UTF-8.
  public static func parse(_ bytes: some Sequence<UInt8>) throws(MalformedJSON) -> JSON {
    var parser = JSONParser(bytes: Array(bytes))
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.index == parser.bytes.count else { throw parser.fault }
    return value
  }
}

struct JSONParser {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }
  var fault: MalformedJSON { MalformedJSON(offset: index) }

  mutating func skipSpace() {
    while let b = byte, b == 0x20 || b == 0x0A || b == 0x0D || b == 0x09 { index += 1 }
  }

  mutating func value(depth: Int) throws(MalformedJSON) -> JSON {
    guard depth < JSON.depthMax else { throw fault }
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try expect("true", .bool(true))
    case UInt8(ascii: "f"): return try expect("false", .bool(false))
    case UInt8(ascii: "n"): return try expect("null", .null)
    default: return try number()
    }
  }

  private mutating func expect(_ literal: StaticString, _ value: JSON) throws(MalformedJSON) -> JSON {
    for offset in 0..<literal.utf8CodeUnitCount {
      guard byte == literal.utf8Start[offset] else { throw fault }
      index += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(MalformedJSON) -> JSON {
    index += 1
    var members: [String: JSON] = [:]
    skipSpace()
    if byte == UInt8(ascii: "}") {
      index += 1
      return .object(members)
    }
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw fault }
      index += 1
      members[key] = try value(depth: depth + 1)
      if try closes(with: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func array(depth: Int) throws(MalformedJSON) -> JSON {
    index += 1
    var items: [JSON] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      index += 1
      return .array(items)
    }
    while true {
      items.append(try value(depth: depth + 1))
      if try closes(with: UInt8(ascii: "]")) { return .array(items) }
    }
  }

  /// Consumes a comma, or the closing bracket. Returns whether it was the bracket.
  private mutating func closes(with bracket: UInt8) throws(MalformedJSON) -> Bool {
    skipSpace()
    guard let next = byte, next == UInt8(ascii: ",") || next == bracket else { throw fault }
    index += 1
    return next == bracket
  }

  private mutating func number() throws(MalformedJSON) -> JSON {
    let start = index
    if byte == UInt8(ascii: "-") { index += 1 }
    guard let first = byte, isDigit(first) else { throw fault }
    index += 1
    if first != UInt8(ascii: "0") { skipDigits() }
    var isInteger = true
    if byte == UInt8(ascii: ".") {
      index += 1
      isInteger = false
      try requireDigits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      index += 1
      isInteger = false
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { index += 1 }
      try requireDigits()
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .int(integer) }
    guard let double = Double(text), double.isFinite else { throw fault }
    return .double(double)
  }

  private func isDigit(_ b: UInt8) -> Bool { b >= UInt8(ascii: "0") && b <= UInt8(ascii: "9") }

  private mutating func skipDigits() {
    while let b = byte, isDigit(b) { index += 1 }
  }

  private mutating func requireDigits() throws(MalformedJSON) {
    guard let b = byte, isDigit(b) else { throw fault }
    skipDigits()
  }
}
