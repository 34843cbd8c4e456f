import Crypto

/// A private key on P-256 in memory: an issuer's, a lock's, or that of a phone whose key store holds bytes.
public struct PrivateKey: DeviceKey {
  public static let length = 32

  public let publicKey: PublicKey
  private let key: P256.Signing.PrivateKey

  /// - Parameter rawRepresentation: 32 bytes, the number most significant byte first; neither 0 nor beyond the order.
  public init(rawRepresentation: [UInt8]) throws(ExchangeFault) {
    guard let key = try? P256.Signing.PrivateKey(rawRepresentation: rawRepresentation) else { throw .malformed }
    self.key = key
    publicKey = PublicKey(key.publicKey)
  }

  /// A new key. For a key that matters the generator is the system's.
  public init(using generator: inout some RandomNumberGenerator) {
    while true {
      guard let key = try? PrivateKey(rawRepresentation: generator.bytes(Self.length)) else { continue }
      self = key
      return
    }
  }

  /// The private key itself: for a store that keeps it where only its owner reads.
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

/// Shows no secret, wherever it is printed.
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
