/// Appends JSON text to a byte buffer.
///
/// Inside `object` and `array` every element is followed by a comma. The bracket replaces the last comma.
public struct JSONWriter {
  @usableFromInline var written: [UInt8] = []
  public var bytes: [UInt8] { written }

  public init(capacity: Int = 1024) { written.reserveCapacity(capacity) }

  public mutating func raw(_ text: StaticString) {
    written.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a text that needs no escape.
  @usableFromInline mutating func plain(_ text: String) { written.append(contentsOf: text.utf8) }

  mutating func raw(_ text: [UInt8]) { written.append(contentsOf: text) }

  public mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      written.append(UInt8(ascii: "\""))
      if utf8.isPlain { written.append(contentsOf: utf8) } else { escaped(utf8) }
      written.append(UInt8(ascii: "\""))
    }
  }

  private mutating func escaped(_ utf8: UnsafeBufferPointer<UInt8>) {
    var clean = 0
    for (index, b) in utf8.enumerated() where b.needsEscape {
      written.append(contentsOf: utf8[clean..<index])
      clean = index + 1
      escape(b)
    }
    written.append(contentsOf: utf8[clean...])
  }

  /// A string of ASCII characters none of which needs an escape.
  mutating func plainString(_ text: UnsafeBufferPointer<UInt8>) {
    written.append(UInt8(ascii: "\""))
    written.append(contentsOf: text)
    written.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ b: UInt8) {
    switch b {
    case UInt8(ascii: "\""): raw("\\\"")
    case UInt8(ascii: "\\"): raw("\\\\")
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default: plain("\\u00" + (b < 0x10 ? "0" : "") + String(b, radix: 16))
    }
  }

  @inlinable mutating func beginObject() { written.append(UInt8(ascii: "{")) }
  @inlinable mutating func endObject() { close(UInt8(ascii: "}")) }

  @inlinable public mutating func object(_ members: (inout JSONWriter) -> Void) {
    beginObject()
    members(&self)
    endObject()
  }

  @inlinable public mutating func array<T>(_ items: some Sequence<T>, _ item: (inout JSONWriter, T) -> Void) {
    written.append(UInt8(ascii: "["))
    for element in items {
      item(&self, element)
      comma()
    }
    close(UInt8(ascii: "]"))
  }

  public mutating func key(_ name: StaticString) {
    written.append(UInt8(ascii: "\""))
    raw(name)
    raw("\":")
  }

  public mutating func key(_ name: String) {
    string(name)
    written.append(UInt8(ascii: ":"))
  }

  @inlinable public mutating func comma() { written.append(UInt8(ascii: ",")) }

  @usableFromInline mutating func close(_ bracket: UInt8) {
    if written.last == UInt8(ascii: ",") { written[written.count - 1] = bracket } else { written.append(bracket) }
  }

  /// Writes a tree. The members of an object are sorted by name.
  public mutating func json(_ value: JSON) {
    switch value {
    case .null: raw("null")
    case .bool(let flag): flag ? raw("true") : raw("false")
    case .int(let integer): plain(String(integer))
    case .double(let double):
      plain(double.rounded() == double && abs(double) < 1e15 ? String(Int(double)) : "\(double)")
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

extension UInt8 {
  fileprivate var needsEscape: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether no byte needs an escape. All bytes are looked at, since the processor looks at many at a time.
  fileprivate var isPlain: Bool {
    var marks: UInt8 = 0
    for byte in self { marks |= byte.needsEscape ? 1 : 0 }
    return marks == 0
  }
}

extension JSON {
  /// The JSON text of the document.
  public var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.json(self)
    return writer.bytes
  }
}
