/// The lock's final decision. The phone displays it; the bolt does not wait for it.
public enum LockVerdict: Hashable, Sendable {
  /// The door can be opened.
  case accepted
  case rejected(Reason)
  /// The lock could not decide or could not move.
  case failure

  /// Why a key does not open this door now.
  public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
    /// The lock's issuer did not sign the document.
    case invalidKey = 1
    /// The document belongs to another device.
    case wrongDevice = 2
    /// The document has expired. The phone renews it.
    case expiredKey = 3
    /// The cloud has canceled this key. The phone renews it, if the person still has access.
    case cancelledKey = 4
    /// The person has no access to this door.
    case noAccess = 5
    /// The person has access to this door at other times.
    case outsideSchedule = 6
    /// Somebody inside has enabled privacy mode.
    case privacyMode = 7
    /// The lock is offline and does not keep this person for offline access.
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
