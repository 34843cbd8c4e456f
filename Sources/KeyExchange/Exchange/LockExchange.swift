/// A lock's identity, and the issuer whose keys it accepts.
public struct LockIdentity: Sendable {
  public let certificate: LockCertificate
  let signed: SignedLockCertificate
  let key: any DeviceKey
  let issuer: PublicKey

  /// Throws ``ExchangeFault/notIssued`` if the certificate has another issuer or another key.
  public init(
    certificate signed: SignedLockCertificate, key: any DeviceKey, issuer: PublicKey
  ) throws(ExchangeFault) {
    certificate = try signed.verified(by: issuer)
    guard certificate.lockPublicKey == key.publicKey else { throw .notIssued }
    self.signed = signed
    self.key = key
    self.issuer = issuer
  }
}

/// The lock's side of one exchange. It has received a phone's hello, sends its own ``hello`` and waits for the proof.
///
/// Each step consumes the previous one, so no step can be repeated or taken out of order, and a fault leaves nothing to
/// continue with.
public struct LockExchange: ~Copyable, Sendable {
  /// The second message, from the lock to the phone.
  public let hello: [UInt8]
  private let issuer: PublicKey
  private let transcript: Transcript
  private let keys: SessionKeys

  public init(
    answering phoneHello: [UInt8], as lock: LockIdentity, fresh: consuming Freshness = Freshness()
  ) throws(ExchangeFault) {
    let phone = try PhoneHello(encoded: phoneHello)
    guard phone.point != fresh.point, phone.nonce != fresh.nonce else { throw .reflected }
    let begun = Transcript().adding(phoneHello)
    let body = LockHello.unsigned(nonce: fresh.nonce, point: fresh.point, certificate: lock.signed)
    let signature = try lock.key.signature(for: begun.adding(body).hash, as: .lockHello)
    let secret = try fresh.secret(with: phone.point)
    hello = body + signature
    transcript = begun.adding(hello)
    keys = SessionKeys(secret: secret, transcript: transcript)
    issuer = lock.issuer
  }

  /// Reads the phone's proof. Throws if it does not belong to this exchange. An invalid key that does belong to it is
  /// returned as refused, with the answer for the phone.
  /// - Parameter now: The lock's clock, in seconds since 1970. It alone decides whether a key has expired.
  public consuming func presentation(in proof: [UInt8], now: Int64) throws(ExchangeFault) -> Presentation {
    guard proof != hello else { throw .reflected }
    let (issuer, transcript) = (issuer, transcript)
    let said = try PhoneProof(encoded: keys.proof.text(of: .phoneProof, in: proof, after: transcript))
    let answer = VerdictMessage(key: keys.verdict, transcript: transcript.adding(proof))
    guard let document = try? said.document.verified(by: issuer) else {
      return .refused(try RefusedKey(.invalidKey, nil, answer))
    }
    let body = PhoneProof.signed(said.document, in: transcript)
    guard document.devicePublicKey.verifies(said.signature, of: body, as: .phoneProof) else {
      return .refused(try RefusedKey(.wrongDevice, nil, answer))
    }
    guard now < document.expiresAt else { return .refused(try RefusedKey(.expiredKey, document, answer)) }
    return .key(PresentedKey(document: document, message: answer))
  }
}

/// The result of a phone's proof.
public enum Presentation: ~Copyable, Sendable {
  /// A valid key on its own device. The lock's rules decide.
  case key(PresentedKey)
  case refused(RefusedKey)
}

/// A valid key, presented by its own device, that waits for the lock's decision.
public struct PresentedKey: ~Copyable, Sendable {
  public let document: KeyDocument
  private let message: VerdictMessage

  fileprivate init(document: KeyDocument, message: consuming VerdictMessage) {
    self.document = document
    self.message = message
  }

  /// The fourth and last message, from the lock to the phone.
  public consuming func answer(_ verdict: LockVerdict) throws(ExchangeFault) -> [UInt8] {
    try message.encoded(verdict)
  }
}

/// An invalid key.
public struct RefusedKey: Sendable {
  public let reason: LockVerdict.Reason
  /// The document, if it is proven: the device's own key, but expired.
  public let document: KeyDocument?
  /// The fourth and last message, from the lock to the phone.
  public let answer: [UInt8]

  fileprivate init(
    _ reason: LockVerdict.Reason, _ document: KeyDocument?, _ message: consuming VerdictMessage
  ) throws(ExchangeFault) {
    self.reason = reason
    self.document = document
    answer = try message.encoded(.rejected(reason))
  }
}

/// The verdict's encryption key and the transcript so far.
struct VerdictMessage: ~Copyable, Sendable {
  let key: SealingKey
  let transcript: Transcript

  consuming func encoded(_ verdict: LockVerdict) throws(ExchangeFault) -> [UInt8] {
    let transcript = transcript
    return try key.message(.lockVerdict, verdict.encoded, after: transcript)
  }
}
