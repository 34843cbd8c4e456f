/// Certifies the public key of a lock.
public struct LockCertificate: Issuable {
  public static let signatureContext = SignatureContext.lockCertificate

  public let lockID: String
  public let lockPublicKey: PublicKey
  /// Seconds since 1970. Never compared with a clock.
  public let issuedAt: Int64
  /// Seconds since 1970, exclusive, by the phone's clock.
  public let expiresAt: Int64

  /// Throws ``ExchangeFault/malformed`` for an identifier that is not 1 to 64 bytes of visible ASCII, or an expiry
  /// that is not after the issue.
  public init(
    lockID: String, lockPublicKey: PublicKey, issuedAt: Int64, expiresAt: Int64
  ) throws(ExchangeFault) {
    guard Bounds.isIdentifier(lockID.utf8), Bounds.isValidity(from: issuedAt, to: expiresAt) else { throw .malformed }
    self.lockID = lockID
    self.lockPublicKey = lockPublicKey
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }

  public init(encoded: [UInt8]) throws(ExchangeFault) {
    var reader = ByteReader(encoded)
    try reader.header(.lockCertificate)
    try self.init(
      lockID: reader.identifier(), lockPublicKey: reader.publicKey(), issuedAt: reader.seconds(),
      expiresAt: reader.seconds())
    try reader.end()
  }

  public var encoded: [UInt8] {
    var writer = ByteWriter(.lockCertificate)
    writer.text(lockID)
    writer.append(lockPublicKey.point)
    writer.seconds(issuedAt)
    writer.seconds(expiresAt)
    return writer.bytes
  }
}

/// A lock certificate that the cloud has signed.
public typealias SignedLockCertificate = Signed<LockCertificate>
