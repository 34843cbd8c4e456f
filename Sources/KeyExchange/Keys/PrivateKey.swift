import Crypto

/// A private key on P-256 in memory: of an issuer, a lock, or a phone whose key store holds raw bytes.
public struct PrivateKey: DeviceKey {
  public static let length = 32

  public let publicKey: PublicKey
  private let key: P256.Signing.PrivateKey

  /// - Parameter rawRepresentation: 32 bytes, a big-endian number between 0 and the order of the curve, both exclusive.
  public init(rawRepresentation: [UInt8]) throws(ExchangeFault) {
    guard let key = try? P256.Signing.PrivateKey(rawRepresentation: rawRepresentation) else { throw .malformed }
    self.key = key
    publicKey = PublicKey(key.publicKey)
  }

  /// Generates a key. Outside of tests, use the system's generator.
  public init(using generator: inout some RandomNumberGenerator) {
    while true {
      guard let key = try? PrivateKey(rawRepresentation: generator.bytes(Self.length)) else { continue }
      self = key
      return
    }
  }

  /// The bytes of the private key, for a store that only its owner can read.
  public var rawRepresentation: [UInt8] { Array(key.rawRepresentation) }

  public func signature(for message: [UInt8]) throws -> [UInt8] {
    try Array(key.signature(for: message).rawRepresentation)
  }

  public func sharedSecret(with other: PublicKey) throws -> [UInt8] {
    let key = try P256.KeyAgreement.PrivateKey(rawRepresentation: key.rawRepresentation)
    let point = try P256.KeyAgreement.PublicKey(x963Representation: other.point)
    return try key.sharedSecretFromKeyAgreement(with: point).withUnsafeBytes { Array($0) }
  }
}

/// Hides the secret from logs and dumps.
extension PrivateKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "PrivateKey" }
  public var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey.point]) }
}

extension RandomNumberGenerator {
  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let number = next()
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    return Array(bytes.prefix(count))
  }
}
