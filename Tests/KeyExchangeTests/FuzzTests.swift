import Foundation
import Testing

@testable import KeyExchange

/// All readers of external bytes, with almost valid inputs. `LATCHKEY_FUZZ_CASES` sets their number (2,000 by default),
/// `LATCHKEY_FUZZ_SEED` the seed.
struct FuzzTests {
  private var place: Place
  private var mutator: Mutator
  private let cases: Int

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    cases = environment["LATCHKEY_FUZZ_CASES"].flatMap(Int.init) ?? 2000
    let seed = environment["LATCHKEY_FUZZ_SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
    print("LATCHKEY_FUZZ_SEED=\(seed)")
    place = try Place(seed: seed)
    mutator = Mutator(chance: SplitMix(state: seed &+ 1))
  }

  /// Accepted input is written back byte for byte, so there is only one encoding of each value.
  @Test("readers take only what they would write") mutating func readersTakeOnlyWhatTheyWouldWrite() throws {
    let said = place.exchange().messages
    let corpus = [
      place.key.document.encoded, place.key.signed.encoded, place.lock.certificate.encoded, place.lock.signed.encoded,
      said[.phoneHello] ?? [], said[.lockHello] ?? [], LockVerdict.accepted.encoded,
      LockVerdict.rejected(.noAccess).encoded,
      PhoneProof.encoded(place.key.signed, signature: [UInt8](repeating: 5, count: 64)),
    ]
    for _ in 0..<cases {
      let bytes = mutator.mutated(from: corpus)
      for read in readers {
        do {
          #expect(try read(bytes) == bytes)
        } catch {
          #expect(error is ExchangeFault)
        }
      }
    }
  }

  /// Messages changed in transit, and messages by someone who knows the keys of the exchange but not the issuer's.
  @Test("exchanges open for nothing else") mutating func exchangesOpenForNothingElse() throws {
    for _ in 0..<cases / 10 {
      let target = Message.allCases.randomElement(using: &mutator.chance) ?? .proof
      var mutator = mutator
      var isChanged = false
      let outcome = place.exchange { message, bytes in
        guard message == target else { return bytes }
        let changed = mutator.mutated(from: [bytes])
        isChanged = changed != bytes
        return changed
      }
      self.mutator = mutator
      guard isChanged else { continue }
      #expect(target == .verdict ? outcome.verdict == nil : !outcome.isPresented)
    }
  }

  /// The plaintexts inside the seals: a phone that follows the protocol with other contents, and a cloud that seals
  /// them.
  @Test("sealed texts open for nothing else") mutating func sealedTextsOpenForNothingElse() throws {
    for _ in 0..<cases / 10 {
      try expectNoProof()
      try expectNoKey()
    }
  }

  private mutating func expectNoProof() throws {
    let ephemeral = PrivateKey(using: &place.chance)
    let hello = PhoneHello.encoded(nonce: place.chance.bytes(32), point: ephemeral.publicKey.point)
    let lock = try LockExchange(answering: hello, as: place.lock, fresh: Freshness(using: &place.chance))
    let transcript = Transcript().adding(hello).adding(lock.hello)
    let point = try PublicKey(point: LockHello(encoded: lock.hello).point)
    let key = SealingKey(
      secret: try ephemeral.sharedSecret(with: point), salt: transcript.hash, info: "latchkey phone proof v1")
    let body = PhoneProof.signed(place.key.signed, in: transcript)
    let honest = PhoneProof.encoded(
      place.key.signed, signature: try place.device.signature(for: body, as: .phoneProof))
    let text = mutator.mutated(from: [honest])
    guard text != honest, text.count < 900 else { return }
    let message = try key.message(.phoneProof, text, after: transcript)
    do throws(ExchangeFault) {
      switch try lock.presentation(in: message, now: Place.now) {
      case .key: Issue.record("opened by \(text)")
      case .refused(let refused): #expect([.invalidKey, .wrongDevice].contains(refused.reason))
      }
    } catch {
      #expect(error != .wrongTranscript)
    }
  }

  private mutating func expectNoKey() throws {
    let honest = MobileKeyData.text(place.key.signed, of: place.issuer.publicKey)
    let text = mutator.mutated(from: [honest])
    guard text != honest else { return }
    let data = try MobileKeyData(
      sealing: text, to: place.device.publicKey, fresh: Freshness(using: &place.chance))
    #expect(throws: ExchangeFault.self) { try PhoneKey(opening: data, with: place.device) }
  }

  @Test("frames are the same however they arrive") mutating func framesAreTheSameHoweverTheyArrive() throws {
    let corpus = try [
      RadioFrame.seek(door: "Bicycle Storage"), .absent(.asleep), .wake, .near, .message([1, 2, 3]),
      .advert(.init(lockID: "lock-1", name: "Bicycle Storage", needsWakeUp: true)),
    ].map { try $0.encoded() }
    for _ in 0..<cases {
      var stream = (0..<Int.random(in: 0..<4, using: &mutator.chance)).flatMap { _ in mutator.choice(of: corpus) }
      stream += mutator.mutated(from: corpus)
      var (whole, pieces) = (FrameReader(), FrameReader())
      let expected = Result { try whole.frames(adding: stream) }
      var read: [RadioFrame] = []
      do {
        for byte in stream { read += try pieces.frames(adding: CollectionOfOne(byte)) }
        #expect(try expected.get() == read)
        #expect(stream.starts(with: try read.flatMap { try $0.encoded() }))
      } catch {
        #expect(throws: ExchangeFault.malformed) { try expected.get() }
      }
    }
  }

  private var readers: [([UInt8]) throws -> [UInt8]] {
    [
      { try KeyDocument(encoded: $0).encoded },
      { try SignedKeyDocument(encoded: $0).encoded },
      { try LockCertificate(encoded: $0).encoded },
      { try SignedLockCertificate(encoded: $0).encoded },
      { bytes in
        let hello = try PhoneHello(encoded: bytes)
        return PhoneHello.encoded(nonce: hello.nonce, point: hello.point)
      },
      { bytes in
        let hello = try LockHello(encoded: bytes)
        return hello.unsigned + hello.signature
      },
      { bytes in
        let proof = try PhoneProof(encoded: bytes)
        return PhoneProof.encoded(proof.document, signature: proof.signature)
      },
      { try LockVerdict(encoded: $0).encoded },
    ]
  }
}
