/// What the lock says in the end. The phone shows it; the bolt does not wait for it.
public enum LockVerdict: Hashable, Sendable {
  /// The door can be opened.
  case accepted
  case rejected(Reason)
  /// The lock could not decide or not move.
  case failure

  /// Why a key does not open this door now.
  public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
    /// The document is none that this lock's issuer signed.
    case invalidKey = 1
    /// The document is another device's.
    case wrongDevice = 2
    /// The document is past its expiry: the phone renews it.
    case expiredKey = 3
    /// The cloud has taken this key back: the phone renews it, if the person still may.
    case cancelledKey = 4
    /// The person may not use this door.
    case noAccess = 5
    /// The person may use this door at other times.
    case outsideSchedule = 6
    /// Somebody inside has shut the door to others.
    case privacyMode = 7
    /// The lock is cut off and the person is none of those whom it remembers for that.
    case noOfflineAccess = 8
  }

  init(encoded: [UInt8]) throws(ExchangeFault) {
    guard encoded.count == 2 else { throw .malformed }
    switch (encoded[0], encoded[1]) {
    case (1, 0): self = .accepted
    case (2, let code):
      guard let reason = Reason(rawValue: code) else { throw .malformed }
      self = .rejected(reason)
    case (3, 0): self = .failure
    default: throw .malformed
    }
  }

  var encoded: [UInt8] {
    switch self {
    case .accepted: [1, 0]
    case .rejected(let reason): [2, reason.rawValue]
    case .failure: [3, 0]
    }
  }
}
