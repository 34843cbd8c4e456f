import Testing

@testable import KeyExchange

/// Compares this implementation with the one in Python.
struct VectorTests {
  private let vectors: Vectors

  init() throws { vectors = try Vectors() }

  @Test("keys are the same") func keysAreTheSame() throws {
    for (name, key) in vectors.keys {
      let own = try vectors.key(name)
      #expect(own.publicKey.point == key.point.bytes)
      #expect(own.publicKey.subjectPublicKeyInfo == key.subjectPublicKeyInfo.bytes)
      #expect(try PublicKey(subjectPublicKeyInfo: key.subjectPublicKeyInfo.bytes) == own.publicKey)
    }
  }

  @Test("documents are written and read the same") func documentsAreWrittenAndReadTheSame() throws {
    let issuer = try vectors.key("issuer").publicKey
    let known = vectors.keyDocument
    let document = try KeyDocument(
      keyID: known.keyId, revision: known.revision, deviceID: known.deviceId, personID: known.personId,
      devicePublicKey: vectors.key("device").publicKey, issuedAt: vectors.issuedAt, expiresAt: vectors.expiresAt)
    #expect(document.encoded == known.encoded.bytes)
    #expect(try SignedKeyDocument(encoded: known.signed.bytes).verified(by: issuer) == document)

    let certificate = try LockCertificate(
      lockID: vectors.lockId, lockPublicKey: vectors.key("lock").publicKey, issuedAt: vectors.issuedAt,
      expiresAt: vectors.expiresAt)
    #expect(certificate.encoded == vectors.lockCertificate.encoded.bytes)
    let signed = try SignedLockCertificate(encoded: vectors.lockCertificate.signed.bytes)
    #expect(try signed.verified(by: issuer) == certificate)
  }

  @Test("mobile key data is sealed and opened the same") func mobileKeyDataIsSealedAndOpenedTheSame() throws {
    let key = try vectors.phoneKey()
    #expect(key.document.encoded == vectors.keyDocument.encoded.bytes)
    let issuer = try vectors.key("issuer").publicKey
    #expect(key.issuer == issuer)
    let signed = try SignedKeyDocument(encoded: vectors.keyDocument.signed.bytes)
    let sealed = try MobileKeyData(
      sealing: MobileKeyData.text(signed, of: issuer), to: vectors.key("device").publicKey,
      fresh: Freshness(nonce: vectors.exchange.phoneNonce.bytes, privateKey: vectors.mobileKeyData.privateKey.bytes))
    #expect(sealed.encoded == vectors.mobileKeyData.encoded.bytes)
  }

  @Test("the phone says and understands the same") func thePhoneSaysAndUnderstandsTheSame() throws {
    for (name, answer) in vectors.exchange.lockVerdicts {
      let phone = try vectors.phone()
      #expect(phone.hello == vectors.exchange.phoneHello.bytes)
      let waiting = try phone.proof(for: vectors.exchange.lockHello.bytes, now: vectors.now)
      #expect(waiting.proof == vectors.exchange.phoneProof.bytes)
      let verdict = try waiting.verdict(in: answer.bytes)
      #expect(verdict == verdicts[name])
    }
    #expect(Set(vectors.exchange.lockVerdicts.keys) == Set(verdicts.keys))
  }

  @Test("the lock says and understands the same") func theLockSaysAndUnderstandsTheSame() throws {
    for (name, verdict) in verdicts {
      let lock = try vectors.answeringLock()
      #expect(lock.hello == vectors.exchange.lockHello.bytes)
      switch try lock.presentation(in: vectors.exchange.phoneProof.bytes, now: vectors.now) {
      case .refused(let refused): Issue.record("refused: \(refused.reason)")
      case .key(let key):
        #expect(key.document.encoded == vectors.keyDocument.encoded.bytes)
        let answer = try key.answer(verdict)
        #expect(answer == vectors.exchange.lockVerdicts[name]?.bytes)
      }
    }
  }

  @Test("lock hellos that must be refused are") func lockHellosThatMustBeRefusedAre() throws {
    #expect(!vectors.refusedLockHellos.isEmpty)
    for refused in vectors.refusedLockHellos {
      var fault: ExchangeFault?
      let phone = try vectors.phone()
      do {
        let waiting = try phone.proof(for: refused.message.bytes, now: vectors.now)
        Issue.record("\(refused.name) was answered with \(waiting.proof.count) bytes")
      } catch {
        fault = error
      }
      #expect(fault.map { "\($0)" } == refused.outcome, "\(refused.name)")
    }
  }

  @Test("proofs that must be refused are") func proofsThatMustBeRefusedAre() throws {
    #expect(!vectors.refusedProofs.isEmpty)
    for refused in vectors.refusedProofs {
      var outcome = "taken"
      let lock = try vectors.answeringLock()
      do {
        switch try lock.presentation(in: refused.message.bytes, now: vectors.now) {
        case .key: break
        case .refused(let key): outcome = "\(key.reason)"
        }
      } catch {
        outcome = "\(error)"
      }
      #expect(outcome == refused.outcome, "\(refused.name)")
    }
  }

  @Test("radio frames are read and written the same") func radioFramesAreReadAndWrittenTheSame() throws {
    let door = "Apartment 4B – Tür"
    let frames: [RadioFrame] = [
      .seek(door: door), .advert(try .init(lockID: "lock-1", name: door, needsWakeUp: true)),
      .advert(try .init(lockID: "lock-1", name: door, needsWakeUp: false)), .absent(.noSuchDoor), .absent(.asleep),
      .absent(.silent), .wake, .near, .message([1, 0x11]),
    ]
    #expect(try frames.map { try $0.encoded() } == vectors.radioFrames.map(\.encoded.bytes))
    var reader = FrameReader()
    #expect(try reader.frames(adding: vectors.radioFrames.flatMap(\.encoded.bytes)) == frames)
  }

  /// Every verdict by its name in the vectors.
  private var verdicts: [String: LockVerdict] {
    var verdicts: [String: LockVerdict] = ["accepted": .accepted, "failure": .failure]
    for reason in LockVerdict.Reason.allCases { verdicts["\(reason)"] = .rejected(reason) }
    return verdicts
  }
}
