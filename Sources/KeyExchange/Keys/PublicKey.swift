import Crypto

/// A public key on P-256. Every value is a point on the curve.
public struct PublicKey: Hashable, Sendable {
  static let pointLength = 65

  /// The point, uncompressed (X9.63): `0x04`, x, y.
  public let point: [UInt8]
  private let key: P256.Signing.PublicKey

  /// - Parameter point: 65 bytes, uncompressed.
  public init(point: [UInt8]) throws(ExchangeFault) {
    guard point.count == Self.pointLength, let key = try? P256.Signing.PublicKey(x963Representation: point) else {
      throw .malformed
    }
    self.init(key)
  }

  /// - Parameter subjectPublicKeyInfo: DER, as a device registers it at Salto KS (in base64 there).
  public init(subjectPublicKeyInfo: [UInt8]) throws(ExchangeFault) {
    guard let key = try? P256.Signing.PublicKey(derRepresentation: subjectPublicKeyInfo) else { throw .malformed }
    self.init(key)
  }

  init(_ key: P256.Signing.PublicKey) {
    self.key = key
    point = Array(key.x963Representation)
  }

  /// DER SubjectPublicKeyInfo, 91 bytes.
  public var subjectPublicKeyInfo: [UInt8] { Array(key.derRepresentation) }

  func verifies(_ signature: [UInt8], of body: [UInt8], as context: SignatureContext) -> Bool {
    guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
    return key.isValidSignature(signature, for: context.message(body))
  }

  public static func == (one: PublicKey, other: PublicKey) -> Bool { one.point == other.point }
  public func hash(into hasher: inout Hasher) { hasher.combine(point) }
}

/// The purpose of a signature. It is signed with the text, so a signature for one purpose is invalid for any other.
public enum SignatureContext: String, Sendable, CaseIterable {
  case keyDocument = "latchkey key document v1"
  case lockCertificate = "latchkey lock certificate v1"
  case lockHello = "latchkey lock hello v1"
  case phoneProof = "latchkey phone proof v1"

  /// The bytes that are hashed and signed.
  func message(_ body: [UInt8]) -> [UInt8] { Array(rawValue.utf8) + [0] + body }
}
