import Crypto

/// The bytes of a hash. Each text follows its length, so that different lists of texts never have the same bytes.
struct CanonicalBytes {
  private var bytes: [UInt8] = []

  mutating func append(_ number: Int64) {
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  mutating func append(_ text: String) {
    append(Int64(text.utf8.count))
    bytes += Array(text.utf8)
  }

  mutating func append(optional text: String?) {
    bytes.append(text == nil ? 0 : 1)
    if let text { append(text) }
  }

  /// The SHA-256 hash of the bytes, in hexadecimal.
  var hash: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in SHA256.hash(data: bytes) { digits += [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]] }
    return String(decoding: digits, as: UTF8.self)
  }
}
