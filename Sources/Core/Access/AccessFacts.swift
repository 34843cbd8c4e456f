package import API
package import Wire

/// The maximum time for a change at the provider to reach the locks while the IQ is online, and how long a
/// sighting of an IQ is valid. Properties of a brand.
package struct RolloutWindows: Hashable, Sendable {
  /// Joining or leaving a group, of a user or a lock.
  package var membership: Duration
  /// A new or changed time schedule of a group.
  package var schedule: Duration
  /// Subscription, block, deletion, role and cancellation of a key.
  package var person: Duration
  /// How long after a sighting an IQ is considered online.
  package var sightingLife: Duration

  package init(membership: Duration, schedule: Duration, person: Duration, sightingLife: Duration) {
    self.membership = membership
    self.schedule = schedule
    self.person = person
    self.sightingLife = sightingLife
  }
}

/// The recorded facts of a person and an entrance. Facts from after the requested moment are ignored,
/// so the result for a past moment stays the same.
package struct AccessFacts: Hashable, Sendable {
  package var entranceID: ID<AcsEntrance>
  /// Nil if the entrance's system has no user for the person.
  package var person: Person?
  /// Every group that contains or contained the entrance, by ID: which of them are current changes, so it must not
  /// decide what an explanation of a past moment names first.
  package var groups: [Group]
  /// Whether the site's locks accept mobile keys, as observed.
  package var acceptsMobileKeys: FactHistory
  /// Whether the site accepts PINs, as observed.
  package var acceptsPins: FactHistory
  /// Whether the lock has a keypad.
  package var hasKeypad: Bool
  package var lock: LockFacts
  /// The person's rights to move the lock remotely.
  package var remote = RemoteRights()
  /// The current number of free seats. Used only for forecasts, since it must not change the past.
  package var freeSeats: Int

  package init(
    entranceID: ID<AcsEntrance>, person: Person?, groups: [Group], acceptsMobileKeys: FactHistory,
    acceptsPins: FactHistory, hasKeypad: Bool, lock: LockFacts, freeSeats: Int
  ) {
    self.entranceID = entranceID
    self.person = person
    self.groups = groups.sorted { $0.id.text < $1.id.text }
    self.acceptsMobileKeys = acceptsMobileKeys
    self.acceptsPins = acceptsPins
    self.hasKeypad = hasKeypad
    self.lock = lock
    self.freeSeats = freeSeats
  }

  /// The wanted and the observed state of a person.
  package struct Person: Hashable, Sendable {
    package var id: ID<AcsUser>
    package var wanted = ValueHistory<Wanted>()
    package var exists = FactHistory()
    package var isBlocked = FactHistory()
    package var isSubscribed = FactHistory()
    package var mayHoldMobileKey = FactHistory()
    /// Whether the user has a PIN and may use it.
    package var hasPin = FactHistory()
    package var hasCard = FactHistory()
    /// Whether the site had no seat for the user.
    package var lacksSeat = FactHistory()
    /// Whether a mobile key is wanted.
    package var hasCredential = FactHistory()
    /// Whether the user has a cloud key.
    package var hasCloudKey = FactHistory()
    /// Whether the user at the provider belongs to another person than the guest, whose phones then get no key.
    package var isOfOtherPerson = FactHistory()
    /// Whether no phone can get a key, since there is no e-mail address for the provider's invitation.
    package var awaitsAddress = FactHistory()
    /// Whether a phone has a key. The key is in the phone, so it need not reach the lock.
    package var hasPhone = FactHistory()
    /// When the last of the phones' keys expires.
    package var keysExpireAt = ValueHistory<Instant>()
    /// The observed and the wanted memberships.
    package var memberships: [ID<AcsAccessGroup>: FactHistory] = [:]
    package var wantedMemberships: [ID<AcsAccessGroup>: FactHistory] = [:]
    /// What the person's access grants give, as wanted.
    package var grants: [ID<GrantGroup>: ValueHistory<GrantedDoors>] = [:]
    /// The groups to which Latchkey, not the site's staff, added the person.
    package var ownGroups: Set<ID<AcsAccessGroup>> = []

    package init(id: ID<AcsUser>) { self.id = id }
  }

  /// The parts of a user's wanted state that decide about access.
  package struct Wanted: Hashable, Sendable {
    package var schedule: Schedule?
    package var isSuspended: Bool
    package var isDeleted: Bool
    package var mayHoldMobileKey: Bool
    package var hasPin: Bool
    package var hasCard: Bool
    /// Whether the site's staff created the user. Then the schedule and a suspension affect only memberships from
    /// Latchkey.
    package var isTakenUp: Bool
    /// The access of a user with access grants apart from them. Nil for a user without grants.
    package var own: OwnAccess?

    package init(
      schedule: Schedule?, isSuspended: Bool, isDeleted: Bool, mayHoldMobileKey: Bool, hasPin: Bool = false,
      hasCard: Bool = false, isTakenUp: Bool = false, own: OwnAccess? = nil
    ) {
      self.schedule = schedule
      self.isSuspended = isSuspended
      self.isDeleted = isDeleted
      self.mayHoldMobileKey = mayHoldMobileKey
      self.hasPin = hasPin
      self.hasCard = hasCard
      self.isTakenUp = isTakenUp
      self.own = own
    }
  }

  /// Whether a membership is withheld at a moment: one that Latchkey gave to a person of the site's staff, or one of a
  /// user who is subscribed only for access grants.
  func keepsBack(_ group: Group, at moment: Instant) -> Bool {
    guard let person, let wanted = person.wanted.value(at: moment),
      person.wantedMemberships[group.id]?.truth(at: moment) == .yes
    else { return false }
    if wanted.isTakenUp { return person.ownGroups.contains(group.id) && !wanted.holdsPlaces(at: moment) }
    return !group.isOfGrant && wanted.isInForGrantsOnly(at: moment)
  }

  /// A group, and since when it contains the entrance.
  package struct Group: Hashable, Sendable {
    package var id: ID<AcsAccessGroup>
    package var name: String
    package var holdsEntrance: FactHistory
    /// The time schedules of a grant's group. Those of other groups are part of `holdsEntrance`.
    package var schedules = ValueHistory<GroupSchedules>()
    /// The grant that will give access at the requested moment by this group. Used only for forecasts.
    package var grant: Grant?

    package init(id: ID<AcsAccessGroup>, name: String, holdsEntrance: FactHistory) {
      self.id = id
      self.name = name
      self.holdsEntrance = holdsEntrance
    }
  }

  /// The lock and its IQ, as last seen by the requested moment.
  package struct LockFacts: Hashable, Sendable {
    package var isInPrivacyMode: FactHistory
    package var isInOfficeMode: FactHistory
    /// Whether the lock was disconnected from its IQ.
    package var isDisconnected = FactHistory()
    /// When the IQ was last seen, online or not.
    package var iqSeenAt: Instant?
    /// When it was last seen online.
    package var iqOnlineAt: Instant?

    package init(
      isInPrivacyMode: FactHistory, isInOfficeMode: FactHistory, iqSeenAt: Instant?, iqOnlineAt: Instant?
    ) {
      self.isInPrivacyMode = isInPrivacyMode
      self.isInOfficeMode = isInOfficeMode
      self.iqSeenAt = iqSeenAt
      self.iqOnlineAt = iqOnlineAt
    }

    /// Whether the IQ is considered online at a moment. For a disconnected lock it is not.
    func iqState(at moment: Instant, _ windows: RolloutWindows) -> IQState {
      guard let iqSeenAt, iqSeenAt + windows.sightingLife >= moment else { return .notSeen }
      return iqOnlineAt == iqSeenAt && isDisconnected.truth(at: moment) == .no ? .online : .offline
    }

    /// When the lock could last receive changes. Nil if never.
    package func heardAt(_ moment: Instant) -> Instant? {
      guard let iqOnlineAt, isDisconnected.truth(at: moment) != .no else { return iqOnlineAt }
      return isDisconnected.since(moment).map { min(iqOnlineAt, $0 - .microseconds(1)) }
    }
  }

  enum IQState { case online, offline, notSeen }
}
