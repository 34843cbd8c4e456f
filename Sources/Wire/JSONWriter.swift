/// Appends JSON text to one growing byte buffer.
///
/// Inside `object` and `array` every member and item is followed by a comma; the last comma becomes the bracket.
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

  public mutating func raw(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func raw(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  public mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      var clean = 0
      for (index, b) in utf8.enumerated() where b < 0x20 || b == UInt8(ascii: "\"") || b == UInt8(ascii: "\\") {
        bytes.append(contentsOf: utf8[clean..<index])
        clean = index + 1
        escape(b)
      }
      bytes.append(contentsOf: utf8[clean...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string of ASCII characters none of which needs an escape.
  mutating func plainString(_ text: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ b: UInt8) {
    switch b {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default: raw("\\u00" + (b < 0x10 ? "0" : "") + String(b, radix: 16))
    }
  }

  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    members(&self)
    close(UInt8(ascii: "}"))
  }

  public mutating func array<T>(_ items: some Sequence<T>, _ item: (inout JSONWriter, T) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for element in items {
      item(&self, element)
      bytes.append(UInt8(ascii: ","))
    }
    close(UInt8(ascii: "]"))
  }

  public mutating func key(_ name: StaticString) {
    bytes.append(UInt8(ascii: "\""))
    raw(name)
    raw("\":")
  }

  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  public mutating func comma() { bytes.append(UInt8(ascii: ",")) }

  private mutating func close(_ bracket: UInt8) {
    if bytes.last == UInt8(ascii: ",") { bytes[bytes.count - 1] = bracket } else { bytes.append(bracket) }
  }

  /// Writes a tree; the members of an object in the order of their names.
  public mutating func json(_ value: JSON) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): flag ? raw("true") : raw("false")
    case .int(let integer): raw(String(integer))
    case .double(let double): raw(double.rounded() == double && abs(double) < 1e15 ? String(Int(double)) : "\(double)")
    case .string(let text): string(text)
    case .array(let items): array(items) { $0.json($1) }
    case .object(let members):
      object { writer in
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
          writer.key(name)
          writer.json(member)
          writer.comma()
        }
      }
    }
  }
}

extension JSON {
  /// The document as text.
  public var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.json(self)
    return writer.bytes
  }
}
