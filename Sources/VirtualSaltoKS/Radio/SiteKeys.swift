import KeyExchange

/// The keys of the site: the issuer's, which signs what phones and locks show each other, and one for each lock. They
/// follow from the seed, so that a restart finds the same.
struct SiteKeys: Sendable {
  let issuer: KeyIssuer
  private let seed: UInt64

  init(seed: UInt64) throws(ExchangeFault) {
    self.seed = seed
    issuer = KeyIssuer(key: try Self.key(seed, 0))
  }

  /// What a lock proves itself with. Its certificate holds until the year 2200, since a virtual lock is never serviced.
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
