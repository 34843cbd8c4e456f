@testable import KeyExchange

/// An issuer, a lock, a phone and its key, all from one seed.
struct Place {
  static let issuedAt: Int64 = 1_730_000_000
  static let now: Int64 = 1_730_500_000
  static let expiresAt: Int64 = 1_731_209_600

  var chance: SplitMix
  let issuer: KeyIssuer
  let device: PrivateKey
  let lock: LockIdentity
  let key: PhoneKey

  init(seed: UInt64) throws {
    chance = SplitMix(state: seed)
    issuer = KeyIssuer(key: PrivateKey(using: &chance))
    device = PrivateKey(using: &chance)
    lock = try Place.lock("lock-1", of: issuer, using: &chance)
    let data = try issuer.mobileKeyData(for: Place.document(on: device), fresh: Freshness(using: &chance))
    key = try PhoneKey(opening: data, with: device)
  }

  static func document(
    on device: PrivateKey, deviceID: String = "device-1", expiresAt: Int64 = Place.expiresAt
  ) throws -> KeyDocument {
    try KeyDocument(
      keyID: "key-1", revision: 3, deviceID: deviceID, personID: "person-1", devicePublicKey: device.publicKey,
      issuedAt: issuedAt, expiresAt: expiresAt)
  }

  static func lock(
    _ lockID: String, of issuer: KeyIssuer, using chance: inout SplitMix, expiresAt: Int64 = Place.expiresAt
  ) throws -> LockIdentity {
    let key = PrivateKey(using: &chance)
    let certificate = try LockCertificate(
      lockID: lockID, lockPublicKey: key.publicKey, issuedAt: issuedAt, expiresAt: expiresAt)
    return try LockIdentity(certificate: issuer.signed(certificate), key: key, issuer: issuer.publicKey)
  }

  /// A key that an honest cloud would not issue: any document, presented by any device.
  func forged(_ document: SignedKeyDocument, says device: PrivateKey) throws -> PhoneKey {
    PhoneKey(
      document: try Self.document(on: device), issuer: issuer.publicKey, device: device, signed: document)
  }
}

/// Claims another public key than its own.
struct Pretender: DeviceKey {
  let publicKey: PublicKey
  let key: PrivateKey

  func signature(for message: [UInt8]) throws -> [UInt8] { try key.signature(for: message) }
  func sharedSecret(with other: PublicKey) throws -> [UInt8] { try key.sharedSecret(with: other) }
}

/// A key in a store that refuses its use.
struct Locked: DeviceKey {
  let publicKey: PublicKey
  struct IsLocked: Error {}

  func signature(for message: [UInt8]) throws -> [UInt8] { throw IsLocked() }
  func sharedSecret(with other: PublicKey) throws -> [UInt8] { throw IsLocked() }
}

/// The four messages in order.
enum Message: CaseIterable {
  case phoneHello, lockHello, proof, verdict
}

/// The result of one exchange.
struct Outcome {
  /// The lock found the key valid, so its rules would decide.
  var isPresented = false
  /// Why the lock refused the key, as sent to the phone.
  var refused: RefusedKey?
  var lockFault: ExchangeFault?
  var phoneFault: ExchangeFault?
  /// The verdict on the phone.
  var verdict: LockVerdict?
  /// The messages as they were sent.
  var messages: [Message: [UInt8]] = [:]
}

extension Place {
  /// One exchange, with an attacker in between who may change each message.
  mutating func exchange(
    with key: PhoneKey? = nil, at lockID: String = "lock-1", lock: LockIdentity? = nil, phoneClock: Int64 = now,
    lockClock: Int64 = now, changing change: (Message, [UInt8]) -> [UInt8] = { $1 }
  ) -> Outcome {
    var outcome = Outcome()
    let phone = PhoneExchange(with: key ?? self.key, at: lockID, fresh: Freshness(using: &chance))
    outcome.messages[.phoneHello] = phone.hello
    let answered: LockExchange
    do {
      answered = try LockExchange(
        answering: change(.phoneHello, phone.hello), as: lock ?? self.lock, fresh: Freshness(using: &chance))
    } catch {
      outcome.lockFault = error
      return outcome
    }
    outcome.messages[.lockHello] = answered.hello
    let waiting: PhoneWaiting
    do {
      waiting = try phone.proof(for: change(.lockHello, answered.hello), now: phoneClock)
    } catch {
      outcome.phoneFault = error
      return outcome
    }
    outcome.messages[.proof] = waiting.proof
    let answer: [UInt8]
    do {
      answer = try decide(answered.presentation(in: change(.proof, waiting.proof), now: lockClock), &outcome)
    } catch {
      outcome.lockFault = error
      return outcome
    }
    outcome.messages[.verdict] = answer
    do {
      outcome.verdict = try waiting.verdict(in: change(.verdict, answer))
    } catch {
      outcome.phoneFault = error
    }
    return outcome
  }

  private func decide(
    _ presentation: consuming Presentation, _ outcome: inout Outcome
  ) throws(ExchangeFault) -> [UInt8] {
    switch consume presentation {
    case .key(let key):
      outcome.isPresented = true
      return try key.answer(.accepted)
    case .refused(let refused):
      outcome.refused = refused
      return refused.answer
    }
  }
}

/// Random numbers from a seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
