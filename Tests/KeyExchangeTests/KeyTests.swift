import Testing

@testable import KeyExchange

/// The validity of keys: device, expiry and lock.
struct KeyTests {
  private var place: Place

  init() throws { place = try Place(seed: 11) }

  @Test("an expired document is refused by the lock's clock") mutating func anExpiredDocumentIsRefusedByTheLocksClock()
  {
    let last = place.exchange(lockClock: Place.expiresAt - 1)
    #expect(last.isPresented)
    let outcome = place.exchange(phoneClock: Place.now, lockClock: Place.expiresAt)
    #expect(!outcome.isPresented)
    #expect(outcome.refused?.reason == .expiredKey)
    #expect(outcome.verdict == .rejected(.expiredKey))
  }

  @Test("setting the phone's clock back opens nothing") mutating func settingThePhonesClockBackOpensNothing() {
    for clock in [Place.issuedAt - 1_000_000, 0, Int64.min] {
      let outcome = place.exchange(phoneClock: clock, lockClock: Place.expiresAt + 1)
      #expect(outcome.verdict == .rejected(.expiredKey))
    }
  }

  @Test("the lock knows whose key has expired but not whose key was stolen")
  mutating func theLockKnowsWhoseKeyHasExpiredButNotWhoseKeyWasStolen() throws {
    let expired = place.exchange(lockClock: Place.expiresAt)
    #expect(expired.refused?.document?.personID == "person-1")
    let thief = PrivateKey(using: &place.chance)
    let stolen = place.exchange(with: try place.forged(place.key.signed, says: thief))
    #expect(stolen.refused?.reason == .wrongDevice)
    #expect(stolen.refused?.document == nil)
  }

  @Test("another device's document is refused") mutating func anotherDevicesDocumentIsRefused() throws {
    let thief = PrivateKey(using: &place.chance)
    let outcome = place.exchange(with: try place.forged(place.key.signed, says: thief))
    #expect(!outcome.isPresented)
    #expect(outcome.verdict == .rejected(.wrongDevice))
  }

  @Test("a swapped document is refused") mutating func aSwappedDocumentIsRefused() throws {
    let impostor = KeyIssuer(key: PrivateKey(using: &place.chance))
    let own = try impostor.signed(Place.document(on: place.device))
    #expect(place.exchange(with: try place.forged(own, says: place.device)).verdict == .rejected(.invalidKey))
    let longer = try Place.document(on: place.device, expiresAt: Place.expiresAt + 1).encoded
    let signature = place.key.signed.encoded.suffix(Bounds.signature)
    let altered = try SignedKeyDocument(encoded: longer + signature)
    let outcome = place.exchange(with: try place.forged(altered, says: place.device), lockClock: Place.expiresAt)
    #expect(outcome.verdict == .rejected(.invalidKey))
  }

  @Test("a lock with its own key is not believed") mutating func aLockWithItsOwnKeyIsNotBelieved() throws {
    let impostor = KeyIssuer(key: PrivateKey(using: &place.chance))
    let lock = try Place.lock("lock-1", of: impostor, using: &place.chance)
    let outcome = place.exchange(lock: lock)
    #expect(outcome.phoneFault == .notIssued)
    #expect(outcome.messages[.proof] == nil)
  }

  @Test("a lock with anothers certificate is not believed") mutating func aLockWithAnothersCertificateIsNotBelieved()
    throws
  {
    let genuine = place.lock.signed
    let own = PrivateKey(using: &place.chance)
    #expect(throws: ExchangeFault.notIssued) {
      try LockIdentity(certificate: genuine, key: own, issuer: place.issuer.publicKey)
    }
    let pretender = Pretender(publicKey: place.lock.key.publicKey, key: own)
    let lock = try LockIdentity(certificate: genuine, key: pretender, issuer: place.issuer.publicKey)
    #expect(place.exchange(lock: lock).phoneFault == .badLockSignature)
  }

  @Test("another genuine lock is not the one the phone is held to")
  mutating func anotherGenuineLockIsNotTheOneThePhoneIsHeldTo() throws {
    let other = try Place.lock("lock-2", of: place.issuer, using: &place.chance)
    let outcome = place.exchange(at: "lock-1", lock: other)
    #expect(outcome.phoneFault == .wrongLock)
    #expect(place.exchange(at: "lock-2", lock: other).isPresented)
  }

  @Test("a locks certificate expires") mutating func aLocksCertificateExpires() throws {
    let lock = try Place.lock("lock-1", of: place.issuer, using: &place.chance, expiresAt: Place.now)
    #expect(place.exchange(lock: lock, phoneClock: Place.now).phoneFault == .expired)
    #expect(place.exchange(lock: lock, phoneClock: Place.now - 1).isPresented)
  }

  @Test("mobile key data opens on its device only") mutating func mobileKeyDataOpensOnItsDeviceOnly() throws {
    let other = PrivateKey(using: &place.chance)
    let data = try place.issuer.mobileKeyData(for: Place.document(on: place.device))
    #expect(try PhoneKey(opening: data, with: place.device).document.personID == "person-1")
    #expect(throws: ExchangeFault.wrongTranscript) { try PhoneKey(opening: data, with: other) }
    #expect(throws: ExchangeFault.notIssued) {
      try PhoneKey(opening: data, with: place.device, issuer: other.publicKey)
    }
    let text = MobileKeyData.text(place.key.signed, of: place.issuer.publicKey)
    let resealed = try MobileKeyData(sealing: text, to: other.publicKey, fresh: Freshness())
    #expect(throws: ExchangeFault.wrongDevice) { try PhoneKey(opening: resealed, with: other) }
    for position in data.encoded.indices {
      var altered = data.encoded
      altered[position] ^= 1
      #expect(throws: ExchangeFault.self) {
        try PhoneKey(opening: MobileKeyData(encoded: altered), with: place.device)
      }
      #expect(throws: ExchangeFault.self) {
        try PhoneKey(opening: MobileKeyData(encoded: Array(data.encoded.prefix(position))), with: place.device)
      }
    }
  }

  @Test("identifiers and times have bounds") func identifiersAndTimesHaveBounds() throws {
    let key = place.device
    for identifier in ["", "with space", "ümlaut", "\0", String(repeating: "x", count: 65)] {
      #expect(throws: ExchangeFault.malformed) { try Place.document(on: key, deviceID: identifier) }
    }
    for expiresAt in [Place.issuedAt, -1, 253_402_300_800] {
      #expect(throws: ExchangeFault.malformed) { try Place.document(on: key, expiresAt: expiresAt) }
    }
    #expect(try Place.document(on: key, deviceID: String(repeating: "x", count: 64)).encoded.count < 400)
  }

  @Test("a key that is printed shows no secret") func aKeyThatIsPrintedShowsNoSecret() throws {
    #expect("\(place.device)" == "PrivateKey")
    #expect(Mirror(reflecting: place.device).children.map(\.label) == ["publicKey"])
  }
}
