/// Strict reader of the binary layout: every length is checked before use, and every value against its bounds.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func bytes(_ count: Int) throws(ExchangeFault) -> [UInt8] {
    guard rest.count >= count else { throw .malformed }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type = Number.self
  ) throws(ExchangeFault) -> Number {
    try bytes(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number($1) }
  }

  /// A field with a length prefix.
  mutating func field(upTo limit: Int) throws(ExchangeFault) -> [UInt8] {
    let count = Int(try number(UInt16.self))
    guard count <= limit else { throw .malformed }
    return try bytes(count)
  }

  mutating func identifier() throws(ExchangeFault) -> String {
    let bytes = try field(upTo: Bounds.identifier)
    guard Bounds.isIdentifier(bytes) else { throw .malformed }
    return String(decoding: bytes, as: UTF8.self)
  }

  mutating func name() throws(ExchangeFault) -> String {
    let bytes = try field(upTo: Bounds.name)
    guard !bytes.isEmpty, let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
    return text
  }

  mutating func seconds() throws(ExchangeFault) -> Int64 {
    let number = try number(UInt64.self)
    guard number <= UInt64(Bounds.seconds) else { throw .malformed }
    return Int64(number)
  }

  mutating func publicKey() throws(ExchangeFault) -> PublicKey {
    try PublicKey(point: bytes(PublicKey.pointLength))
  }

  mutating func header(_ structure: Structure) throws(ExchangeFault) {
    let (version, kind) = (try number(UInt8.self), try number(UInt8.self))
    guard version == Structure.version else { throw .wrongVersion }
    guard kind == structure.rawValue else {
      throw Structure(rawValue: kind) == nil ? .malformed : .unexpectedMessage
    }
  }

  /// All remaining bytes.
  mutating func remainder() -> [UInt8] {
    defer { rest = [] }
    return Array(rest)
  }

  func end() throws(ExchangeFault) {
    guard rest.isEmpty else { throw .malformed }
  }
}
