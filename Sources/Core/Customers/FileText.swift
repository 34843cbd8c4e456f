/// The text of a file as spreadsheets save it: in UTF-8, in UTF-16 that begins with its mark, or in Windows-1252. Nil for a
/// file that is not a text.
package func fileText(_ bytes: [UInt8]) -> String? {
  if bytes.starts(with: [0xFF, 0xFE]) { return utf16Text(bytes, low: 0, high: 1) }
  if bytes.starts(with: [0xFE, 0xFF]) { return utf16Text(bytes, low: 1, high: 0) }
  if bytes.contains(0) { return nil }
  if let text = String(validating: bytes, as: UTF8.self) { return text }
  var scalars = String.UnicodeScalarView()
  for byte in bytes {
    let isSpecial = (0x80...0x9F).contains(byte)
    scalars.append(isSpecial ? windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte))
  }
  return String(scalars)
}

/// The bytes of a text, without the mark that some programs put before it.
func unmarkedBytes(of text: String) -> [UInt8] {
  let bytes = Array(text.utf8)
  return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
}

/// The text after the mark of the byte order.
///
/// - Parameters:
///   - low: the place of the low byte in each unit.
///   - high: the place of the high byte.
private func utf16Text(_ bytes: [UInt8], low: Int, high: Int) -> String? {
  guard bytes.count.isMultiple(of: 2) else { return nil }
  let units = stride(from: 2, to: bytes.count, by: 2).map { UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + low]) }
  return units.contains(0) ? nil : String(validating: units, as: UTF16.self)
}

/// The characters of Windows-1252 from 0x80 to 0x9F. All others are those of Latin-1.
private let windows1252 = Array(
  "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)
