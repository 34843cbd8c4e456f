/// Who a lock is, and whose keys it takes.
public struct LockIdentity: Sendable {
  public let certificate: LockCertificate
  let signed: SignedLockCertificate
  let key: any DeviceKey
  let issuer: PublicKey

  /// Throws ``ExchangeFault/notIssued`` where the certificate is not the issuer's or of another key.
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

/// The lock's side of one exchange: it has heard a phone's hello, says its own ``hello`` and waits for the proof.
///
/// Each step consumes the one before it, so a step cannot be done twice or out of turn, and after a fault nothing is
/// left to go on with.
public struct LockExchange: ~Copyable, Sendable {
  /// The second message: to be sent to the phone.
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

  /// Reads the phone's proof. Throws where it does not belong to this exchange; a key that does belong but is not valid
  /// comes back as refused, with the answer that tells the phone so.
  /// - Parameter now: the lock's clock, in seconds since 1970: the only one by which a key expires.
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

/// What came of a phone's proof.
public enum Presentation: ~Copyable, Sendable {
  /// A valid key, on its device: it is for the lock's rules to decide.
  case key(PresentedKey)
  case refused(RefusedKey)
}

/// A valid key, presented by the device to which it is bound, that waits for the lock's decision.
public struct PresentedKey: ~Copyable, Sendable {
  public let document: KeyDocument
  private let message: VerdictMessage

  fileprivate init(document: KeyDocument, message: consuming VerdictMessage) {
    self.document = document
    self.message = message
  }

  /// The fourth and last message: to be sent to the phone.
  public consuming func answer(_ verdict: LockVerdict) throws(ExchangeFault) -> [UInt8] {
    try message.encoded(verdict)
  }
}

/// A key that opens no door.
public struct RefusedKey: Sendable {
  public let reason: LockVerdict.Reason
  /// Whose key it is, where that is proven: the key of this very device, but past its expiry.
  public let document: KeyDocument?
  /// The fourth and last message: to be sent to the phone.
  public let answer: [UInt8]

  fileprivate init(
    _ reason: LockVerdict.Reason, _ document: KeyDocument?, _ message: consuming VerdictMessage
  ) throws(ExchangeFault) {
    self.reason = reason
    self.document = document
    answer = try message.encoded(.rejected(reason))
  }
}

/// The verdict's key and its place in the exchange.
struct VerdictMessage: ~Copyable, Sendable {
  let key: SealingKey
  let transcript: Transcript

  consuming func encoded(_ verdict: LockVerdict) throws(ExchangeFault) -> [UInt8] {
    let transcript = transcript
    return try key.message(.lockVerdict, verdict.encoded, after: transcript)
  }
}
