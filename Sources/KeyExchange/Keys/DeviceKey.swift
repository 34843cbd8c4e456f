/// The key pair of a phone or a lock. The private key never leaves its store (a file, a Keychain, a Secure Enclave).
///
/// The same key signs and agrees on secrets, since Salto KS registers one public key per device.
public protocol DeviceKey: Sendable {
  var publicKey: PublicKey { get }

  /// ECDSA over the SHA-256 of the message: 64 bytes, r and s of 32 bytes each (not DER).
  func signature(for message: [UInt8]) throws -> [UInt8]

  /// The x coordinate of the shared point of Diffie-Hellman on P-256: 32 bytes.
  func sharedSecret(with other: PublicKey) throws -> [UInt8]
}

extension DeviceKey {
  func signature(for body: [UInt8], as context: SignatureContext) throws(ExchangeFault) -> [UInt8] {
    guard let signature = try? signature(for: context.message(body)), signature.count == Bounds.signature else {
      throw .keyUnavailable
    }
    return signature
  }
}
