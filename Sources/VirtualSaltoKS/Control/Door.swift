/// Why a door opens or stays shut.
enum DoorDecision: String {
  case opened
  case unknownUser = "unknown_user"
  case deleted
  case suspended
  case blocked
  case expired
  /// No group of the user contains the lock.
  case noAccess = "no_access"
  /// The cloud grants access, but the IQ has not received that yet.
  case notRolledOut = "not_rolled_out"
  /// The group has no schedule, or none that allows access now.
  case outsideSchedule = "outside_schedule"
  case privacyMode = "privacy_mode"
  /// The key was canceled, and the IQ has received that.
  case cancelledKey = "cancelled_key"
  /// The person has no phone with a key.
  case noKey = "no_key"
  case expiredKey = "expired_key"
  /// The lock does not know the PIN.
  case unknownPin = "unknown_pin"
  /// The user may no longer use a PIN.
  case noPinAllowed = "no_pin_allowed"
  case noKeypad = "no_keypad"
  /// The site's locks do not accept mobile keys.
  case noMobileKeys = "no_mobile_keys"
  /// The IQ is off, and the person is not in the lock's own list.
  case noOfflineAccess = "no_offline_access"
  /// The lock is open for everybody.
  case officeMode = "office_mode"

  var isOpen: Bool { self == .opened || self == .officeMode }

  /// The detail of the entry.
  var entryDetail: String? {
    switch self {
    case .opened, .officeMode: nil
    case .suspended: "suspended"
    case .noOfflineAccess: "offline"
    default: "no_access"
    }
  }
}

extension Lock {
  /// Whether the lock cannot ask its IQ.
  func decidesAlone(_ iq: IQ) -> Bool { iq.connection == .off || isDisconnected == true }
}

/// The decisions of a site's locks.
extension Site {
  /// Whether the lock opens for a person, by what its IQ has received.
  ///
  /// - Parameter keyID: The key on the person's phone; nil if only the person's access matters.
  func decide(_ lock: Lock, _ user: User?, keyID: String? = nil, now: Int64, _ platform: Platform) -> DoorDecision {
    if lock.isOfficeMode { return .officeMode }
    guard let iq = iqs[lock.iqID], let user else { return .unknownUser }
    let known = iq.heard(until: now)
    if lock.decidesAlone(iq), lock.offlineKeys[user.personID]?.value(at: known) != true { return .noOfflineAccess }
    if !user.exists.value(at: known - micros(platform.settings.rolloutDeleteSeconds)) { return .deleted }
    if let keyID {
      if !details.takesMobileKeys.value(at: known) { return .noMobileKeys }
      if let cancelledAt = platform.cancelledKeys[keyID], cancelledAt <= known { return .cancelledKey }
    }
    if user.blocked.value(at: known - micros(platform.settings.rolloutBlockSeconds)) { return .blocked }
    if !user.subscribed.value(at: known - micros(platform.settings.rolloutSubscriptionSeconds)) { return .suspended }
    if let expiresAt = user.expiresAt, expiresAt <= now { return .expired }
    if lock.isPrivacyMode, !user.overridePrivacyMode { return .privacyMode }
    return decideByGroups(lock, user, known, wallClockAt: now, iq, platform.settings)
  }

  /// Whether the lock opens for one of the person's phones, or for everybody.
  func decideByPhones(_ lock: Lock, _ user: User?, now: Int64, _ platform: Platform) -> DoorDecision {
    if lock.isOfficeMode { return .officeMode }
    let phones = platform.devices.values.filter { $0.personID == user?.personID && !$0.isRemoved }
      .sorted { $0.id < $1.id }
    let decisions = phones.map { phone in
      phone.key.expiresAt <= now ? .expiredKey : decide(lock, user, keyID: phone.key.id, now: now, platform)
    }
    return decisions.first(where: \.isOpen) ?? decisions.first ?? .noKey
  }

  private func decideByGroups(
    _ lock: Lock, _ user: User, _ known: Int64, wallClockAt now: Int64, _ iq: IQ, _ settings: Settings
  ) -> DoorDecision {
    let heard = known - micros(settings.rolloutMemberSeconds)
    let candidates = (groupsOfPerson[user.personID] ?? []).compactMap { groups[$0] }
    let reaching = candidates.filter { isIn(user, $0, at: heard) && $0.locks[lock.id]?.value(at: heard) == true }
    if reaching.isEmpty {
      let willReach = candidates.contains { isIn(user, $0, at: now) && $0.locks[lock.id]?.value == true }
      return willReach ? .notRolledOut : .noAccess
    }
    let wallClock = WallClock(timeZone: iq.timeZone)
    let heardSchedules = known - micros(settings.rolloutScheduleSeconds)
    let holds = reaching.contains { group in
      group.schedules.contains { $0.exists.value(at: heardSchedules) && wallClock.holds($0, at: now) }
    }
    return holds ? .opened : .outsideSchedule
  }

  private func isIn(_ user: User, _ group: AccessGroup, at moment: Int64) -> Bool {
    members[group.id]?[user.personID]?.isIn.value(at: moment) ?? false
  }

  private func micros(_ seconds: Int) -> Int64 { Int64(seconds) * 1_000_000 }
}
