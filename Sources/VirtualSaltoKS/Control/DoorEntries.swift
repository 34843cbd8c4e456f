extension Site {
  /// A person tries a door. The entry reaches the cloud later, and sometimes out of order.
  mutating func tryLock(
    _ lock: Lock, userID: String, keyID: String? = nil, now: Int64, _ platform: inout Platform
  ) -> DoorDecision {
    let user = person(userID)
    let decision = decide(lock, user, keyID: keyID, now: now, platform)
    enter(lock, decision, person: user?.personID, by: .mobileKey, now: now, &platform)
    return decision
  }

  /// A person types digits. This requires a lock with a keypad.
  mutating func tryLock(_ lock: Lock, pin: String, now: Int64, _ platform: inout Platform) -> DoorDecision {
    let (decision, user) = decide(lock, pin: pin, now: now, platform)
    if decision == .noKeypad { return decision }
    enter(lock, decision, person: user?.personID ?? nobody, by: .pin, now: now, &platform)
    return decision
  }

  /// Whether the lock would open for a person or their phones, without an actual attempt.
  func decide(_ lock: Lock, userID: String, byPhone: Bool, now: Int64, _ platform: Platform) -> DoorDecision {
    let user = person(userID)
    return byPhone ? decideByPhones(lock, user, now: now, platform) : decide(lock, user, now: now, platform)
  }

  private func person(_ id: String) -> User? { userByPerson[id].flatMap { users[$0] } ?? users[id] }

  /// Records an entry. A lock that does not reach its IQ, or an IQ without internet, keeps it until that has changed.
  mutating func enter(
    _ lock: Lock, _ decision: DoorDecision, person: String?, by means: Entry.Means, tag: String? = nil, now: Int64,
    _ platform: inout Platform
  ) {
    keep(
      Entry(
        id: platform.newID(), category: decision.isOpen ? "lock_opened" : "lock_rejected",
        detail: decision.entryDetail, at: now,
        arrivesAt: isSilent(lock.id) ? nil : Moment.after(now, seconds: lag(&platform)),
        lockID: lock.id, personID: person, means: means, tagNumber: tag), &platform)
  }

  /// Changes an IQ's connection. Back online, it sends the entries of the meantime.
  mutating func connect(_ id: String, as connection: IQ.Connection, now: Int64, _ platform: inout Platform) -> IQ? {
    guard var iq = iqs[id] else { return nil }
    iq.become(connection, at: now)
    put(iq)
    sendKeptEntries(now: now, &platform)
    return iq
  }

  /// Changes whether a lock reaches its IQ.
  mutating func connect(_ changed: Lock, isOnline: Bool, now: Int64, _ platform: inout Platform) {
    var lock = changed
    lock.isDisconnected = isOnline ? nil : true
    put(lock)
    sendKeptEntries(now: now, &platform)
  }

  /// The entries of the meantime are sent as soon as their locks are online.
  private mutating func sendKeptEntries(now: Int64, _ platform: inout Platform) {
    for var entry in entries where entry.arrivesAt == nil && !isSilent(entry.lockID) {
      entry.arrivesAt = Moment.after(now, seconds: lag(&platform))
      keep(entry, &platform)
    }
  }

  /// Whether a lock's entries do not reach the cloud. Those of a removed lock never do.
  private func isSilent(_ id: String) -> Bool {
    guard let lock = locks[id] else { return true }
    return lock.isDisconnected == true || iqs[lock.iqID]?.silentSince != nil
  }

  /// Stores an entry, and schedules its arrival.
  private mutating func keep(_ entry: Entry, _ platform: inout Platform) {
    put(entry)
    if let arrivesAt = entry.arrivesAt { platform.wake(at: arrivesAt) }
  }

  /// Usually a few seconds, but much longer in bursts.
  private func lag(_ platform: inout Platform) -> Int {
    guard platform.settings.entryLagSeconds > 0 else { return 0 }
    let number = platform.number()
    let most = UInt64(number % 4 == 0 ? platform.settings.entryLagSeconds : min(3, platform.settings.entryLagSeconds))
    return Int(1 + (number >> 8) % most)
  }
}

/// The user in an entry with an unknown PIN.
let nobody = "ee8f17b4-701b-4aa6-9f1c-22f71cc61ca6"
