/// Actions at the doors, which decide by what their IQ has received.
extension Cloud {
  func tryLock(_ lockID: String, userID: String, keyID: String? = nil) -> DoorDecision? {
    atDoor(lockID) { site, lock, now, platform in
      site.tryLock(lock, userID: userID, keyID: keyID, now: now, &platform)
    }
  }

  func tryLock(_ lockID: String, pin: String) -> DoorDecision? {
    atDoor(lockID) { site, lock, now, platform in site.tryLock(lock, pin: pin, now: now, &platform) }
  }

  func tryLock(_ lockID: String, tag: String) -> DoorDecision? {
    atDoor(lockID) { site, lock, now, platform in site.tryLock(lock, tag: tag, now: now, &platform) }
  }

  /// The lock's decision, without an actual attempt.
  func decide(_ lockID: String, userID: String, byPhone: Bool) -> DoorDecision? {
    atDoor(lockID) { site, lock, now, platform in
      site.decide(lock, userID: userID, byPhone: byPhone, now: now, platform)
    }
  }

  func enterRefusal(at lockID: String, person: String) {
    atDoor(lockID) { site, lock, now, platform in
      site.enter(lock, .expired, person: person, by: .mobileKey, now: now, &platform)
    }
  }

  @discardableResult
  private func atDoor<T>(_ door: String, _ body: (inout Site, Lock, Int64, inout Platform) -> T) -> T? {
    guard let place = state.place(ofDoor: door) else { return nil }
    let now = now
    return state.at(place.site) { site, platform in body(&site, place.lock, now, &platform) }
  }
}
