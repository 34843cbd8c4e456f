/// Reads a table of comma-separated values (RFC 4180). Semicolons and tabs separate values too, if the first line has more
/// of them than commas. The apostrophes that keep a value from being a formula are no part of it, so that a file of
/// refused rows can be corrected and imported.
package struct CSVReader {
  /// The maximum number of columns, and of bytes of a value.
  private static let columnMax = 200
  private static let valueMax = 1000

  private let bytes: [UInt8]
  private let separator: UInt8
  private var index = 0
  private var line = 1

  package init(_ text: String) {
    bytes = unmarkedBytes(of: text)
    let first = bytes.drop { $0 == 0x0A || $0 == 0x0D }.prefix { $0 != 0x0A && $0 != 0x0D }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    let counts = candidates.map { candidate in first.filter { $0 == candidate }.count }
    let most = counts.max() ?? 0
    separator = candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// The next line that is not empty, and its number. Nil at the end.
  package mutating func next() throws(UnreadableFile) -> (line: Int, values: [String])? {
    while index < bytes.count {
      let start = line
      let values = try row()
      if values.contains(where: { !$0.isEmpty }) { return (start, values) }
    }
    return nil
  }

  private mutating func row() throws(UnreadableFile) -> [String] {
    var values: [String] = []
    while true {
      values.append(try value())
      if values.count > Self.columnMax {
        throw UnreadableFile("Line \(line) has more than \(Self.columnMax) values")
      }
      guard index < bytes.count else { return values }
      if bytes[index] == separator {
        index += 1
        continue
      }
      endLine()
      return values
    }
  }

  private mutating func endLine() {
    if bytes[index] == 0x0D { index += 1 }
    if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    line += 1
  }

  private mutating func value() throws(UnreadableFile) -> String {
    var value: [UInt8] = []
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      try quoted(into: &value)
    }
    while index < bytes.count, bytes[index] != separator, bytes[index] != 0x0A, bytes[index] != 0x0D {
      value.append(bytes[index])
      index += 1
    }
    guard value.count <= Self.valueMax else {
      throw UnreadableFile("Line \(line) has a value of more than \(Self.valueMax) bytes")
    }
    return csvValue(String(decoding: value, as: UTF8.self).trimmed)
  }

  private mutating func quoted(into value: inout [UInt8]) throws(UnreadableFile) {
    let start = line
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return }
        index += 1
      }
      if byte == 0x0A { line += 1 }
      value.append(byte)
    }
    throw UnreadableFile("The quotation mark in line \(start) is never closed")
  }
}
