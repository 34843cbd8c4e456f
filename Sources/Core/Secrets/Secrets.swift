/// Creates and encrypts secrets, with cryptographically secure randomness.
package struct Secrets: Sendable {
  package let seal: Seal
  package let random: @Sendable () -> UInt8

  /// - Parameter random: a random byte of the system's generator.
  package init(seal: Seal, random: @escaping @Sendable () -> UInt8) {
    self.seal = seal
    self.random = random
  }

  /// The decrypted text. Nil if it cannot be decrypted, for callers that go on without it.
  package func opened(_ sealed: [UInt8], place: String) -> [UInt8]? { try? seal.opened(sealed, place: place) }

  /// A secret of 43 letters, digits, `-` and `_`: 258 bits.
  package func text() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    return String(decoding: (0..<43).map { _ in alphabet[Int(random() & 63)] }, as: UTF8.self)
  }
}
