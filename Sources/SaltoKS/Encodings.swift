/// A text as a part of a query or form: everything but the unreserved characters of RFC 3986 is escaped.
func percentEncoded(_ text: String) -> String {
  let hex = Array("0123456789ABCDEF".utf8)
  var out: [UInt8] = []
  for b in text.utf8 {
    switch b {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      out.append(b)
    default: out += [UInt8(ascii: "%"), hex[Int(b >> 4)], hex[Int(b & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// Standard base64 with padding (RFC 4648).
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
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

/// A name in the two parts that Salto wants, which joined by a space give it back.
func splitName(_ fullName: String) -> (first: String, last: String) {
  guard let space = fullName.firstIndex(of: " ") else { return (fullName, "") }
  let last = String(fullName[fullName.index(after: space)...])
  return last.isEmpty ? (fullName, "") : (String(fullName[..<space]), last)
}

/// The two parts of a name joined again.
func joinedName(first: String, last: String) -> String { last.isEmpty ? first : first + " " + last }
