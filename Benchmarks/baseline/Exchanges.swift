import ArgumentParser
import KeyExchange

/// Unlock exchanges with phone and lock in one process on one core: four messages each, in the radio's format.
struct Exchanges: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Measures exchanges between phone and lock; prints JSON.")
  @Option var seconds = 2.0

  func run() throws {
    let place = try Place()
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    while clock.now - start < .seconds(seconds) {
      for _ in 0..<20 { try place.open() }
      count += 20
    }
    print("{\"exchanges_per_second_per_core\": \(Double(count) / ((clock.now - start) / .seconds(1)))}")
  }
}

/// A phone with a key, and a lock that accepts it.
struct Place {
  private let lock: LockIdentity
  private let key: PhoneKey

  struct NotOpened: Error {}

  init() throws {
    var generator = SystemRandomNumberGenerator()
    let issuer = KeyIssuer(key: PrivateKey(using: &generator))
    let lockKey = PrivateKey(using: &generator)
    let device = PrivateKey(using: &generator)
    let certificate = try LockCertificate(
      lockID: "lock", lockPublicKey: lockKey.publicKey, issuedAt: 0, expiresAt: 2)
    lock = try LockIdentity(certificate: issuer.signed(certificate), key: lockKey, issuer: issuer.publicKey)
    let document = try KeyDocument(
      keyID: "key", revision: 1, deviceID: "device", personID: "person", devicePublicKey: device.publicKey,
      issuedAt: 0, expiresAt: 2)
    key = try PhoneKey(opening: issuer.mobileKeyData(for: document), with: device)
  }

  func open() throws {
    let phone = PhoneExchange(with: key, at: "lock")
    let lock = try LockExchange(answering: phone.hello, as: lock)
    let waiting = try phone.proof(for: lock.hello, now: 1)
    guard case .key(let presented) = try lock.presentation(in: waiting.proof, now: 1) else { throw NotOpened() }
    guard try waiting.verdict(in: presented.answer(.accepted)) == .accepted else { throw NotOpened() }
  }
}
