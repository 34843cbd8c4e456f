import KeyExchange

/// The keys of the site: the issuer's, which signs the documents of phones and locks, and one for each lock. They are
/// derived from the seed, so a restart finds the same keys.
struct SiteKeys: Sendable {
  let issuer: KeyIssuer
  private let seed: UInt64

  init(seed: UInt64) throws(ExchangeFault) {
    self.seed = seed
    issuer = KeyIssuer(key: try Self.key(seed, 0))
  }

  /// A lock's proof of identity. Its certificate is valid until 2200, since nobody services a virtual lock.
  func identity(of lock: Lock) throws(ExchangeFault) -> LockIdentity {
    let key = try Self.key(seed, lock.id.utf8.reduce(1) { $0 &* 31 &+ UInt64($1) })
    let certificate = try issuer.signed(
      LockCertificate(lockID: lock.id, lockPublicKey: key.publicKey, issuedAt: 0, expiresAt: 7_258_118_400))
    return try LockIdentity(certificate: certificate, key: key, issuer: issuer.publicKey)
  }

  private static func key(_ seed: UInt64, _ position: UInt64) throws(ExchangeFault) -> PrivateKey {
    let randomness = Randomness(seed: seed ^ 0x6b65_7973)
    let bytes = (0..<4).flatMap { part in
      withUnsafeBytes(of: randomness.number(position &* 4 &+ UInt64(part)).bigEndian, Array.init)
    }
    return try PrivateKey(rawRepresentation: bytes)
  }
}
