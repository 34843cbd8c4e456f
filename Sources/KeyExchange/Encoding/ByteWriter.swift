/// Writer of the binary layout: big-endian numbers, and fields with a length prefix.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init() {}

  init(_ structure: Structure) { bytes = [Structure.version, structure.rawValue] }

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func number(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// The caller has checked the field's bounds, which are far below the maximum of the length prefix.
  mutating func field(_ field: [UInt8]) {
    number(UInt16(field.count))
    append(field)
  }

  mutating func text(_ text: String) { field(Array(text.utf8)) }

  mutating func seconds(_ seconds: Int64) { number(UInt64(seconds)) }
}
