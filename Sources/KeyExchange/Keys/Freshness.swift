import Crypto

/// The random values of one side for one exchange: a nonce and a key pair. They can be used only once.
public struct Freshness: ~Copyable, Sendable {
  let nonce: [UInt8]
  let key: P256.KeyAgreement.PrivateKey

  /// Uses the system's generator, which is cryptographically secure.
  public init() {
    var generator = SystemRandomNumberGenerator()
    self.init(using: &generator)
  }

  public init(using generator: inout some RandomNumberGenerator) {
    nonce = generator.bytes(Bounds.nonce)
    while true {
      guard let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: generator.bytes(PrivateKey.length)) else {
        continue
      }
      self.key = key
      return
    }
  }

  /// Uses given values, for test vectors.
  /// - Parameters:
  ///   - nonce: 32 bytes.
  ///   - privateKey: 32 bytes, a private key on P-256.
  public init(nonce: [UInt8], privateKey: [UInt8]) throws(ExchangeFault) {
    guard nonce.count == Bounds.nonce,
      let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: privateKey)
    else { throw .malformed }
    self.nonce = nonce
    self.key = key
  }

  var point: [UInt8] { Array(key.publicKey.x963Representation) }

  /// The x coordinate of the shared point.
  func secret(with point: [UInt8]) throws(ExchangeFault) -> [UInt8] {
    guard let other = try? P256.KeyAgreement.PublicKey(x963Representation: point),
      let secret = try? key.sharedSecretFromKeyAgreement(with: other)
    else { throw .malformed }
    return secret.withUnsafeBytes { Array($0) }
  }
}
