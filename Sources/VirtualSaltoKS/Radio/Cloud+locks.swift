import KeyExchange

/// The locks' state and decisions. They decide by what their IQ has received, and the cloud gets the entries later.
extension Cloud {
  /// The lock with an ID, or at the door with a name.
  func lock(at door: String) -> Lock? { state.place(ofDoor: door)?.lock }

  nonisolated func identity(of lock: Lock) throws(ExchangeFault) -> LockIdentity { try keys.identity(of: lock) }

  /// Decides about a phone that has proven its key, and records an entry either way.
  func decide(at lockID: String, on document: KeyDocument) async -> LockVerdict {
    guard let decision = tryLock(lockID, userID: document.personID, keyID: document.keyID) else { return .failure }
    return await keep() ? decision.verdict : .failure
  }

  /// Decides about a card, and records an entry either way.
  func decide(at lockID: String, onCard number: String) async -> DoorDecision? {
    guard let decision = tryLock(lockID, tag: number) else { return nil }
    return await keep() ? decision : nil
  }

  /// Records a key that was refused before a check of access: expired, or of another device.
  func refuse(at lockID: String, _ document: KeyDocument?) async {
    guard let document else { return }
    enterRefusal(at: lockID, person: document.personID)
    await keep()
  }
}

extension DoorDecision {
  fileprivate var verdict: LockVerdict {
    switch self {
    case .opened, .officeMode: .accepted
    case .expiredKey: .rejected(.expiredKey)
    case .cancelledKey: .rejected(.cancelledKey)
    case .outsideSchedule: .rejected(.outsideSchedule)
    case .privacyMode: .rejected(.privacyMode)
    case .noOfflineAccess: .rejected(.noOfflineAccess)
    case .unknownUser, .deleted, .suspended, .blocked, .expired, .noAccess, .notRolledOut, .noMobileKeys, .noKey,
      .unknownPin, .noPinAllowed, .noKeypad:
      .rejected(.noAccess)
    }
  }
}

extension CloudState {
  /// The lock with an ID, or at the door with a name, and the index of its site.
  func place(ofDoor door: String) -> (site: Int, lock: Lock)? {
    for (index, site) in sites.enumerated() { if let lock = site.locks[door] { return (index, lock) } }
    for (index, site) in sites.enumerated() {
      let named = site.lockOrder.lazy.compactMap { site.locks[$0] }.first { $0.name == door }
      if let named { return (index, named) }
    }
    return nil
  }
}
