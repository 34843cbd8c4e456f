import CPostgres
import Store

/// The types of columns and places by the numbers that the server has for them.
enum PostgresType {
  static let bool: Oid = 16
  static let blob: Oid = 17
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let varchar: Oid = 1043
  static let numeric: Oid = 1700
  static let texts: [Oid] = [text, varchar, name]

  /// The number of a cell. Nil if its type has no numbers.
  static func integer(_ bytes: UnsafeRawBufferPointer, _ type: Oid) -> Int64? {
    switch type {
    case int8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    case int4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case int2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case bool: bytes[0] == 0 ? 0 : 1
    // The sum of a column of integers.
    case numeric: wholePart(bytes)
    default: nil
    }
  }

  /// The whole part of a number that is stored in digits to the base of 10,000. A larger one than fits is the largest.
  private static func wholePart(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    let word = { (index: Int) in Int16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)) }
    let (count, weight, isNegative) = (Int(word(0)), Int(word(1)), word(2) == 0x4000)
    var number: Int64 = 0
    guard weight >= 0 else { return 0 }
    for position in 0...weight {
      let digit = position < count ? Int64(word(4 + position)) : 0
      // The lowest integer has no positive counterpart, so the digits are subtracted.
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10_000)
      let (next, overflows) = product.subtractingReportingOverflow(digit)
      if isTooLarge || overflows { return isNegative ? .min : .max }
      number = next
    }
    if isNegative { return number }
    return number == .min ? .max : -number
  }
}

extension SQLType {
  /// The type of a statement's place.
  var oid: Oid {
    switch self {
    case .integer: PostgresType.int8
    case .text: PostgresType.text
    case .blob: PostgresType.blob
    }
  }
}
