import CPostgres
import Store

/// A statement that a session has prepared.
struct PostgresStatement {
  let name: String
  let types: [Oid]

  /// Whether the values have the types that the statement was prepared for.
  func takes(_ values: [any SQLValue]) -> Bool {
    guard values.count == types.count else { return false }
    for index in types.indices where type(of: values[index]).sqlType.oid != types[index] { return false }
    return true
  }
}

/// The text with its places numbered: `?` becomes `$1`, `$2` and so on, except in quotes.
func numbered(_ sql: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(sql.utf8.count + 16)
  var count = 0
  var quote: UInt8?
  for byte in sql.utf8 {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      if quote == nil { quote = byte } else if quote == byte { quote = nil }
      bytes.append(byte)
    case UInt8(ascii: "?") where quote == nil:
      count += 1
      bytes += Array("$\(count)".utf8)
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// The values of a statement in the binary form of the server.
struct PostgresParameters {
  /// The maximum number of values of one statement.
  static let countMax = 65_535

  private var bytes: [UInt8] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []

  init(_ values: [any SQLValue]) {
    starts.reserveCapacity(values.count)
    lengths.reserveCapacity(values.count)
    for value in values { append(value.sqlValue) }
    // An empty value at the end has an address as well.
    bytes.append(0)
  }

  private mutating func append(_ value: Value) {
    let start = bytes.count
    switch value {
    case .null:
      starts.append(nil)
      lengths.append(0)
      return
    case .integer(let number): withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    case .real(let number): withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes += $0 }
    case .text(let text): bytes += text.utf8
    case .blob(let blob): bytes += blob
    }
    starts.append(start)
    lengths.append(Int32(bytes.count - start))
  }

  /// Calls the body with the number of values, their addresses, lengths and formats.
  func withPointers(
    _ body: (
      Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> Int32
  ) -> Int32 {
    bytes.withUnsafeBytes { raw in
      let base = raw.baseAddress
      let pointers = starts.map { start in
        start.flatMap { base?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
      }
      let formats = [Int32](repeating: 1, count: starts.count)
      return body(Int32(starts.count), pointers, lengths, formats)
    }
  }
}
