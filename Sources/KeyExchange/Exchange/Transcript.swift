import Crypto

/// A hash of all messages so far. Signatures and keys derive from it, so none of them is valid in another exchange.
struct Transcript: Sendable {
  private(set) var hash: [UInt8]

  init() { hash = Array(SHA256.hash(data: Array("latchkey key exchange v1".utf8))) }

  /// The transcript with one more message.
  func adding(_ message: [UInt8]) -> Transcript {
    var next = self
    var length = ByteWriter()
    length.number(UInt32(message.count))
    next.hash = Array(SHA256.hash(data: hash + length.bytes + message))
    return next
  }
}

/// The encryption keys of one exchange, each for the message in its name.
struct SessionKeys: ~Copyable, Sendable {
  let proof: SealingKey
  let verdict: SealingKey

  /// - Parameters:
  ///   - secret: The shared secret of the two ephemeral keys.
  ///   - transcript: The messages up to and including the lock's hello.
  init(secret: [UInt8], transcript: Transcript) {
    proof = SealingKey(secret: secret, salt: transcript.hash, info: "latchkey phone proof v1")
    verdict = SealingKey(secret: secret, salt: transcript.hash, info: "latchkey lock verdict v1")
  }
}
