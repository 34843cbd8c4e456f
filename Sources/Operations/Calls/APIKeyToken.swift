import Core
import Crypto

/// A caller's secret of the form `seam_<short>_<long>`: the short part identifies it, and the long part is secret. It
/// is an API key or, if the short part starts with `cst1`, `at1` or `pk1`, a client session token, a personal access
/// token or a publishable key. It is never printed.
package struct APIKeyToken: Sendable, CustomStringConvertible, CustomReflectable {
  package let shortToken: String
  private let longToken: String

  /// Parses `seam_<short>_<long>`. Nil for any other text.
  package init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "seam", (1...64).contains(parts[1].utf8.count),
      (1...128).contains(parts[2].utf8.count)
    else { return nil }
    shortToken = String(parts[1])
    longToken = String(parts[2])
  }

  /// Creates the token of a client session.
  ///
  /// - Parameter random: fills with random bytes.
  package init(clientSessionBy random: () -> UInt8) {
    shortToken = "cst1" + Self.letters(8, random)
    longToken = Self.letters(24, random)
  }

  /// Creates a personal access token.
  package init(personalAccessBy random: () -> UInt8) {
    shortToken = "at1" + Self.letters(8, random)
    longToken = Self.letters(24, random)
  }

  /// Creates a publishable key.
  package init(publishableBy random: () -> UInt8) {
    shortToken = "pk1" + Self.letters(8, random)
    longToken = Self.letters(24, random)
  }

  /// Creates an API key. A sandbox's key contains `test`, so that it is not mistaken for a production key.
  ///
  /// - Parameter random: fills with random bytes.
  package init(isSandbox: Bool, random: () -> UInt8) {
    let short = Self.letters(8, random)
    // These prefixes mark other kinds of token.
    let isMistakable = ["at", "cst", "pk"].contains { short.hasPrefix($0) }
    shortToken = isSandbox ? "test" + short.prefix(4) : isMistakable ? "q" + short.dropLast() : short
    longToken = Self.letters(24, random)
  }

  /// Letters and digits that are not easily confused.
  static func letters(_ count: Int, _ random: () -> UInt8) -> String {
    // 232 is the largest multiple of 58 in a byte, so that all letters are equally likely.
    var text = ""
    while text.count < count {
      let number = random()
      if number < 232 { text.append(base58[Int(number) % base58.count]) }
    }
    return text
  }

  /// The whole key, to be shown once to its creator.
  package var secretText: String { "seam_\(shortToken)_\(longToken)" }

  /// SHA-256 of the secret part, in hexadecimal. Only this hash is stored.
  package var longTokenHash: String { sha256Text(longToken) }

  package var description: String { "APIKeyToken(…)" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// SHA-256 of a text, in hexadecimal.
package func sha256Text(_ text: String) -> String {
  var digits: [UInt8] = []
  digits.reserveCapacity(64)
  for byte in SHA256.hash(data: Array(text.utf8)) { digits += [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]] }
  return String(decoding: digits, as: UTF8.self)
}

private let base58 = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

/// Whether two texts are equal, in constant time.
package func areEqualInConstantTime(_ one: String, _ other: String) -> Bool {
  let (a, b) = (Array(one.utf8), Array(other.utf8))
  guard a.count == b.count else { return false }
  return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
