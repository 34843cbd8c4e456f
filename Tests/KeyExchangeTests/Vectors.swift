import Foundation

@testable import KeyExchange

/// `vectors.json`, made by `make_vectors.py`.
struct Vectors: Decodable {
  struct Key: Decodable {
    let privateKey, point, subjectPublicKeyInfo: Hex
  }
  struct Document: Decodable {
    let keyId, deviceId, personId: String
    let revision: UInt32
    let encoded, signed: Hex
  }
  struct Certificate: Decodable {
    let encoded, signed: Hex
  }
  struct Sealed: Decodable {
    let privateKey, encoded: Hex
  }
  struct Exchange: Decodable {
    let phoneNonce, phonePrivateKey, lockNonce, lockPrivateKey: Hex
    let phoneHello, lockSignature, lockHello, transcript, deviceSignature, phoneProof: Hex
    let lockVerdicts: [String: Hex]
  }
  struct Refused: Decodable, CustomStringConvertible {
    let name, outcome: String
    let message: Hex
    var description: String { name }
  }
  struct Frame: Decodable {
    let name: String
    let encoded: Hex
  }

  let now, issuedAt, expiresAt: Int64
  let lockId: String
  let keys: [String: Key]
  let keyDocument: Document
  let lockCertificate: Certificate
  let mobileKeyData: Sealed
  let exchange: Exchange
  let refusedLockHellos, refusedProofs: [Refused]
  let radioFrames: [Frame]

  init() throws {
    guard let file = Bundle.module.url(forResource: "vectors", withExtension: "json") else {
      throw CocoaError(.fileNoSuchFile)
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Vectors.self, from: Data(contentsOf: file))
  }

  func key(_ name: String) throws -> PrivateKey {
    guard let key = keys[name] else { throw CocoaError(.coderValueNotFound) }
    return try PrivateKey(rawRepresentation: key.privateKey.bytes)
  }

  /// The phone's key as it follows from the vectors.
  func phoneKey() throws -> PhoneKey {
    let device = Recorded(key: try key("device"), recorded: exchange.deviceSignature.bytes)
    return try PhoneKey(opening: MobileKeyData(encoded: mobileKeyData.encoded.bytes), with: device)
  }

  func lock() throws -> LockIdentity {
    try LockIdentity(
      certificate: SignedLockCertificate(encoded: lockCertificate.signed.bytes),
      key: Recorded(key: try key("lock"), recorded: exchange.lockSignature.bytes),
      issuer: try key("issuer").publicKey)
  }

  func phone() throws -> PhoneExchange {
    PhoneExchange(
      with: try phoneKey(), at: lockId,
      fresh: try Freshness(nonce: exchange.phoneNonce.bytes, privateKey: exchange.phonePrivateKey.bytes))
  }

  func answeringLock() throws -> LockExchange {
    try LockExchange(
      answering: exchange.phoneHello.bytes, as: try lock(),
      fresh: try Freshness(nonce: exchange.lockNonce.bytes, privateKey: exchange.lockPrivateKey.bytes))
  }
}

/// A key that signs once as it was recorded. Signatures are made with chance, and with the recorded one all that
/// follows can be compared byte by byte.
struct Recorded: DeviceKey {
  let key: PrivateKey
  let recorded: [UInt8]
  var publicKey: PublicKey { key.publicKey }

  struct SignedSomethingElse: Error {}

  func signature(for message: [UInt8]) throws -> [UInt8] {
    let isRecorded = SignatureContext.allCases.contains { context in
      let prefix = context.message([])
      return message.starts(with: prefix)
        && publicKey.verifies(recorded, of: Array(message.dropFirst(prefix.count)), as: context)
    }
    guard isRecorded else { throw SignedSomethingElse() }
    return recorded
  }

  func sharedSecret(with other: PublicKey) throws -> [UInt8] { try key.sharedSecret(with: other) }
}

/// Bytes in hexadecimal.
struct Hex: Decodable {
  let bytes: [UInt8]

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let digits = text.compactMap(\.hexDigitValue).map(UInt8.init)
    bytes = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
