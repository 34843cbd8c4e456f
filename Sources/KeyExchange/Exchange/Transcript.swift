import Crypto

/// A hash of all that was said so far. Signatures and keys are made from it, so that none fits another exchange.
struct Transcript: Sendable {
  private(set) var hash: [UInt8]

  init() { hash = Array(SHA256.hash(data: Array("latchkey key exchange v1".utf8))) }

  /// With one more message said.
  func adding(_ message: [UInt8]) -> Transcript {
    var next = self
    var length = ByteWriter()
    length.number(UInt32(message.count))
    next.hash = Array(SHA256.hash(data: hash + length.bytes + message))
    return next
  }
}

/// The keys of one exchange, each for the one message that its name says.
struct SessionKeys: ~Copyable, Sendable {
  let proof: SealingKey
  let verdict: SealingKey

  /// - Parameters:
  ///   - secret: what the two ephemeral keys agree on.
  ///   - transcript: up to and with the lock's hello.
  init(secret: [UInt8], transcript: Transcript) {
    proof = SealingKey(secret: secret, salt: transcript.hash, info: "latchkey phone proof v1")
    verdict = SealingKey(secret: secret, salt: transcript.hash, info: "latchkey lock verdict v1")
  }
}
