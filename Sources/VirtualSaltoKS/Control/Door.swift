extension CloudState {
  /// Why a door opens or stays shut.
  enum Decision: String {
    case opened
    case unknownUser = "unknown_user"
    case deleted
    case suspended
    case blocked
    case expired
    /// No group of the user holds the lock.
    case noAccess = "no_access"
    /// The cloud would open it, and the IQ has not heard of that yet.
    case notRolledOut = "not_rolled_out"
    /// The group has no schedule, or none that holds now.
    case outsideSchedule = "outside_schedule"
    case privacyMode = "privacy_mode"

    /// The detail that an entry shows.
    var entryDetail: String? {
      switch self {
      case .opened: nil
      case .suspended: "suspended"
      default: "no_access"
      }
    }
  }

  /// Whether the lock opens for a person, from what its IQ has received by now.
  func decide(_ lock: Lock, _ user: User?, now: Int64) -> Decision {
    guard let user else { return .unknownUser }
    if !user.exists.value(at: now - micros(settings.rolloutDeleteSeconds)) { return .deleted }
    if user.blocked.value(at: now - micros(settings.rolloutBlockSeconds)) { return .blocked }
    if !user.subscribed.value(at: now - micros(settings.rolloutSubscriptionSeconds)) { return .suspended }
    if let expiresAt = user.expiresAt, expiresAt <= now { return .expired }
    if lock.isPrivacyMode, !user.overridePrivacyMode { return .privacyMode }
    let heard = now - micros(settings.rolloutMemberSeconds)
    let candidates = (groupsOfPerson[user.personID] ?? []).compactMap { groups[$0] }
    let reaching = candidates.filter { isIn(user, $0, at: heard) && $0.locks[lock.id]?.value(at: heard) == true }
    if reaching.isEmpty {
      let willReach = candidates.contains { isIn(user, $0, at: now) && $0.locks[lock.id]?.value == true }
      return willReach ? .notRolledOut : .noAccess
    }
    let wallClock = WallClock(timeZone: iqs[lock.iqID]?.timeZone ?? "UTC")
    let heardSchedules = now - micros(settings.rolloutScheduleSeconds)
    let holds = reaching.contains { group in
      group.schedules.contains { $0.exists.value(at: heardSchedules) && wallClock.holds($0, at: now) }
    }
    return holds ? .opened : .outsideSchedule
  }

  private func isIn(_ user: User, _ group: AccessGroup, at moment: Int64) -> Bool {
    members[group.id]?[user.personID]?.isIn.value(at: moment) ?? false
  }

  private func micros(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000_000 }

  /// A person tries a door. What happened reaches the cloud late, and not always in order.
  mutating func tryLock(_ lock: Lock, userID: String, now: Int64, _ ids: inout IDSource) -> Decision {
    let user = userByPerson[userID].flatMap { users[$0] } ?? users[userID]
    let decision = decide(lock, user, now: now)
    let lag = Int64(1 + ids.number(&self) % 80) * 1_000_000
    append(
      Entry(
        id: ids.uuid(&self), category: decision == .opened ? "lock_opened" : "lock_rejected",
        detail: decision.entryDetail, at: now, arrivesAt: now + lag, lockID: lock.id, personID: user?.personID))
    return decision
  }
}
