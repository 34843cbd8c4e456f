import Testing

@testable import KeyExchange

/// Attacks by someone on the air, with a lost phone, or with a fake lock. None of them opens a door.
struct AttackTests {
  private var place: Place

  init() throws { place = try Place(seed: 7) }

  @Test("an honest exchange opens") mutating func anHonestExchangeOpens() {
    let outcome = place.exchange()
    #expect(outcome.isPresented)
    #expect(outcome.verdict == .accepted)
    #expect(outcome.messages.count == 4)
  }

  @Test("a byte altered anywhere in a message is refused", arguments: Message.allCases)
  mutating func aByteAlteredAnywhereInAMessageIsRefused(message: Message) throws {
    let length = try #require(place.exchange().messages[message]).count
    for position in 0..<length {
      for flip: UInt8 in [0x01, 0x80, 0xFF] {
        let outcome = place.exchange { said, bytes in
          guard said == message else { return bytes }
          var altered = bytes
          altered[position] ^= flip
          return altered
        }
        expectNothing(outcome, when: message, "byte \(position) with \(flip)")
      }
    }
  }

  @Test("a message cut off at any length is refused", arguments: Message.allCases)
  mutating func aMessageCutOffAtAnyLengthIsRefused(message: Message) throws {
    let length = try #require(place.exchange().messages[message]).count
    for kept in 0..<length {
      let outcome = place.exchange { said, bytes in said == message ? Array(bytes.prefix(kept)) : bytes }
      expectNothing(outcome, when: message, "\(kept) bytes")
    }
  }

  @Test("a message with something behind it is refused", arguments: Message.allCases)
  mutating func aMessageWithSomethingBehindItIsRefused(message: Message) {
    for extra in [[0], [UInt8](repeating: 0xFF, count: 70_000)] {
      expectNothing(place.exchange { $0 == message ? $1 + extra : $1 }, when: message, "\(extra.count) more bytes")
    }
  }

  @Test("a message in another ones place is refused", arguments: Message.allCases, Message.allCases)
  mutating func aMessageInAnotherOnesPlaceIsRefused(message: Message, place other: Message) throws {
    guard message != other else { return }
    let recorded = place.exchange().messages
    var current: [Message: [UInt8]] = [:]
    for useRecorded in [true, false] {
      let outcome = place.exchange { said, bytes in
        current[said] = bytes
        return said == other ? (useRecorded ? recorded[message] : current[message]) ?? [] : bytes
      }
      expectNothing(outcome, when: other, "\(message) in its place")
    }
  }

  @Test("a replayed transcript is refused") mutating func aReplayedTranscriptIsRefused() {
    let recorded = place.exchange().messages
    let toLock = place.exchange { said, bytes in
      said == .phoneHello || said == .proof ? recorded[said] ?? [] : bytes
    }
    #expect(!toLock.isPresented)
    let proofOnly = place.exchange { said, bytes in said == .proof ? recorded[said] ?? [] : bytes }
    #expect(proofOnly.lockFault == .wrongTranscript)
    let toPhone = place.exchange { said, bytes in said == .lockHello ? recorded[said] ?? [] : bytes }
    #expect(toPhone.phoneFault == .badLockSignature)
    let verdictOnly = place.exchange { said, bytes in said == .verdict ? recorded[said] ?? [] : bytes }
    #expect(verdictOnly.phoneFault == .wrongTranscript && verdictOnly.verdict == nil)
  }

  /// The whole recording is replayed to the lock without a phone.
  @Test("a recorded phone opens nothing") mutating func aRecordedPhoneOpensNothing() throws {
    let recorded = place.exchange().messages
    let lock = try LockExchange(answering: try #require(recorded[.phoneHello]), as: place.lock)
    var fault: ExchangeFault?
    do {
      _ = try lock.presentation(in: recorded[.proof] ?? [], now: Place.now)
    } catch {
      fault = error
    }
    #expect(fault == .wrongTranscript)
  }

  @Test("messages sent back to their sender are refused") mutating func messagesSentBackToTheirSenderAreRefused() {
    var said: [Message: [UInt8]] = [:]
    let toPhone = place.exchange { message, bytes in
      said[message] = bytes
      return message == .lockHello ? said[.phoneHello] ?? [] : bytes
    }
    #expect(toPhone.phoneFault == .reflected)
    let toLock = place.exchange { message, bytes in
      said[message] = bytes
      return message == .proof ? said[.lockHello] ?? [] : bytes
    }
    #expect(toLock.lockFault == .reflected)
    let inTheEnd = place.exchange { message, bytes in
      said[message] = bytes
      return message == .verdict ? said[.proof] ?? [] : bytes
    }
    #expect(inTheEnd.phoneFault == .reflected && inTheEnd.verdict == nil)
  }

  @Test("another version is named as such") mutating func anotherVersionIsNamedAsSuch() {
    for message in Message.allCases {
      let outcome = place.exchange { $0 == message ? [2] + $1.dropFirst() : $1 }
      #expect([outcome.lockFault, outcome.phoneFault].contains(.wrongVersion), "\(message)")
    }
  }

  @Test("a key that cannot be used says nothing") mutating func aKeyThatCannotBeUsedSaysNothing() {
    let key = PhoneKey(
      document: place.key.document, issuer: place.key.issuer, device: Locked(publicKey: place.device.publicKey),
      signed: place.key.signed)
    let outcome = place.exchange(with: key)
    #expect(outcome.phoneFault == .keyUnavailable)
    #expect(outcome.messages[.proof] == nil)
  }

  private func expectNothing(_ outcome: Outcome, when message: Message, _ how: String) {
    switch message {
    case .phoneHello, .lockHello, .proof:
      #expect(!outcome.isPresented, "\(message), \(how)")
      #expect(outcome.verdict != .accepted, "\(message), \(how)")
    case .verdict: #expect(outcome.verdict == nil && outcome.phoneFault != nil, "\(how)")
    }
    #expect(outcome.lockFault != nil || outcome.phoneFault != nil || outcome.refused != nil, "\(message), \(how)")
  }
}
