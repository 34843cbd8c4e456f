import Crypto

/// An AES-256-GCM key for a single text, so its nonce can be zero.
struct SealingKey: ~Copyable, Sendable {
  private static let nonce = [UInt8](repeating: 0, count: 12)
  private let key: SymmetricKey

  /// HKDF-SHA256 of the Diffie-Hellman secret.
  init(secret: [UInt8], salt: [UInt8], info: String) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), salt: salt, info: Array(info.utf8), outputByteCount: 32)
  }

  /// The ciphertext and its tag.
  consuming func sealed(_ text: [UInt8], with context: [UInt8]) throws(ExchangeFault) -> [UInt8] {
    guard let nonce = try? AES.GCM.Nonce(data: Self.nonce),
      let box = try? AES.GCM.seal(text, using: key, nonce: nonce, authenticating: context)
    else { throw .keyUnavailable }
    return Array(box.ciphertext) + Array(box.tag)
  }

  consuming func opened(_ sealed: [UInt8], with context: [UInt8]) throws(ExchangeFault) -> [UInt8] {
    guard sealed.count >= Bounds.tag else { throw .malformed }
    guard let box = try? AES.GCM.SealedBox(combined: Self.nonce + sealed),
      let text = try? AES.GCM.open(box, using: key, authenticating: context)
    else { throw .wrongTranscript }
    return Array(text)
  }
}
