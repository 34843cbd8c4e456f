/// The phone's side of one exchange. It sends ``hello`` and waits for the lock's.
///
/// Each step consumes the previous one, so no step can be repeated or taken out of order, and a fault leaves nothing to
/// continue with.
public struct PhoneExchange: ~Copyable, Sendable {
  /// The first message, from the phone to the lock.
  public let hello: [UInt8]
  private let key: PhoneKey
  private let lockID: String
  private let fresh: Freshness

  /// - Parameters:
  ///   - key: The phone's key.
  ///   - lockID: The lock that the phone seeks. Any other lock is refused, even a genuine one.
  public init(with key: PhoneKey, at lockID: String, fresh: consuming Freshness = Freshness()) {
    self.key = key
    self.lockID = lockID
    hello = PhoneHello.encoded(nonce: fresh.nonce, point: fresh.point)
    self.fresh = fresh
  }

  /// Verifies the lock, and only then reveals the key to it.
  /// - Parameter now: The phone's clock, in seconds since 1970. It applies only to the lock's certificate.
  public consuming func proof(
    for lockHello: [UInt8], now: Int64
  ) throws(ExchangeFault) -> PhoneWaiting {
    guard lockHello != hello else { throw .reflected }
    let lock = try LockHello(encoded: lockHello)
    guard lock.point != fresh.point, lock.nonce != fresh.nonce else { throw .reflected }
    let begun = Transcript().adding(hello)
    try recognize(lock, in: begun, now: now)
    let transcript = begun.adding(lockHello)
    let keys = SessionKeys(secret: try fresh.secret(with: lock.point), transcript: transcript)
    let signature = try key.device.signature(
      for: PhoneProof.signed(key.signed, in: transcript), as: .phoneProof)
    return try PhoneWaiting(
      saying: PhoneProof.encoded(key.signed, signature: signature), after: transcript, sealedWith: keys)
  }

  private borrowing func recognize(_ lock: LockHello, in transcript: Transcript, now: Int64) throws(ExchangeFault) {
    let certificate = try lock.certificate.verified(by: key.issuer)
    guard certificate.lockID == lockID else { throw .wrongLock }
    guard now < certificate.expiresAt else { throw .expired }
    let body = transcript.adding(lock.unsigned).hash
    guard certificate.lockPublicKey.verifies(lock.signature, of: body, as: .lockHello) else {
      throw .badLockSignature
    }
  }
}

/// The phone has verified the lock, sends ``proof``, and waits for the verdict.
public struct PhoneWaiting: ~Copyable, Sendable {
  /// The third message, from the phone to the lock.
  public let proof: [UInt8]
  private let transcript: Transcript
  private let key: SealingKey

  fileprivate init(
    saying text: [UInt8], after transcript: Transcript, sealedWith keys: consuming SessionKeys
  ) throws(ExchangeFault) {
    proof = try keys.proof.message(.phoneProof, text, after: transcript)
    self.transcript = transcript.adding(proof)
    key = keys.verdict
  }

  /// The lock's decision.
  public consuming func verdict(in message: [UInt8]) throws(ExchangeFault) -> LockVerdict {
    guard message != proof else { throw .reflected }
    return try LockVerdict(encoded: key.text(of: .lockVerdict, in: message, after: transcript))
  }
}
