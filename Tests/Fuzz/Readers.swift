@testable import KeyExchange

/// The entry point of libFuzzer: all readers of external bytes. Accepted input must be written back byte for byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func read(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let readers: [([UInt8]) throws -> [UInt8]] = [
    { try KeyDocument(encoded: $0).encoded },
    { try SignedKeyDocument(encoded: $0).encoded },
    { try SignedLockCertificate(encoded: $0).encoded },
    {
      let hello = try PhoneHello(encoded: $0)
      return PhoneHello.encoded(nonce: hello.nonce, point: hello.point)
    },
    {
      let hello = try LockHello(encoded: $0)
      return hello.unsigned + hello.signature
    },
    {
      let proof = try PhoneProof(encoded: $0)
      return PhoneProof.encoded(proof.document, signature: proof.signature)
    },
    { try LockVerdict(encoded: $0).encoded },
  ]
  for reader in readers {
    guard let written = try? reader(bytes) else { continue }
    precondition(written == bytes)
  }
  var frames = FrameReader()
  if let read = try? frames.frames(adding: bytes), let written = try? read.flatMap({ try $0.encoded() }) {
    precondition(bytes.starts(with: written))
  }
  return 0
}
